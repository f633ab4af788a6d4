package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.verdigrid.protocol.Role;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.grid.v1.GridServiceGrpc;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.issue.v1.IssueServiceGrpc;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final List<ServiceDescriptor> SERVICES = List.of(
            BuildServiceGrpc.getServiceDescriptor(),
            BlobServiceGrpc.getServiceDescriptor(),
            GridServiceGrpc.getServiceDescriptor(),
            HistoryServiceGrpc.getServiceDescriptor(),
            IssueServiceGrpc.getServiceDescriptor(),
            TrunkServiceGrpc.getServiceDescriptor(),
            CertificateServiceGrpc.getServiceDescriptor(),
            WorkerServiceGrpc.getServiceDescriptor());

    @Test
    void letsEachRoleCallWhatIsItsOwn() {
        assertThat(methods(Role.WORKER))
                .containsExactly(
                        "BlobService/Download",
                        "BlobService/FindMissing",
                        "BlobService/Upload",
                        "WorkerService/Synchronize");
        assertThat(methods(Role.CI))
                .containsExactly(
                        "BlobService/Download",
                        "BlobService/FindMissing",
                        "BlobService/Upload",
                        "BuildService/CancelBuild",
                        "BuildService/GetBuild",
                        "BuildService/GetTimeline",
                        "BuildService/ListBuilds",
                        "BuildService/ListVerdicts",
                        "BuildService/ListWorkers",
                        "BuildService/SubmitBuild",
                        "BuildService/WatchBuild",
                        "CertificateService/GetCertificate",
                        "CertificateService/GetKey",
                        "CertificateService/ListCertificates",
                        "GridService/WatchGrid",
                        "HistoryService/GetTestHistory",
                        "HistoryService/ListQuarantinedTests",
                        "HistoryService/ListSlowerTests",
                        "HistoryService/ListStateChanges",
                        "HistoryService/ListTests",
                        "IssueService/ListIssues",
                        "TrunkService/ListTrunks");
        assertThat(methods(Role.DEPLOYER))
                .containsAll(methods(Role.VIEWER))
                .contains(
                        "CertificateService/AcknowledgeCertificate",
                        "TrunkService/BlockTrunk",
                        "TrunkService/OpenTrunk")
                .hasSize(methods(Role.VIEWER).size() + 3);
        assertThat(methods(Role.VIEWER))
                .containsExactly(
                        "BlobService/Download",
                        "BlobService/FindMissing",
                        "BuildService/GetBuild",
                        "BuildService/GetTimeline",
                        "BuildService/ListBuilds",
                        "BuildService/ListVerdicts",
                        "BuildService/ListWorkers",
                        "BuildService/WatchBuild",
                        "CertificateService/GetCertificate",
                        "CertificateService/GetKey",
                        "CertificateService/ListCertificates",
                        "GridService/WatchGrid",
                        "HistoryService/GetTestHistory",
                        "HistoryService/ListQuarantinedTests",
                        "HistoryService/ListSlowerTests",
                        "HistoryService/ListStateChanges",
                        "HistoryService/ListTests",
                        "IssueService/ListIssues",
                        "TrunkService/ListTrunks");
    }

    @Test
    void letsTheOperatorCallEverything() {
        assertThat(methods(Role.OPERATOR)).hasSize((int) all().count());
    }

    @Test
    void asksNobodyForATokenForHealthAndReflection() {
        assertThat(Access.roles("grpc.health.v1.Health/Check")).isEmpty();
        assertThat(Access.roles("grpc.reflection.v1.ServerReflection/ServerReflectionInfo"))
                .isEmpty();
    }

    @Test
    void keepsAServiceThatNobodyThoughtOfToTheOperator() {
        assertThat(Access.roles("verdigrid.new.v1.NewService/Do")).containsExactly(Role.OPERATOR);
    }

    private static Stream<String> all() {
        return SERVICES.stream()
                .flatMap(service -> service.getMethods().stream())
                .map(MethodDescriptor::getFullMethodName);
    }

    private static java.util.SortedSet<String> methods(Role role) {
        TreeSet<String> methods = new TreeSet<>();
        all().filter(method -> Access.roles(method).contains(role)).forEach(method -> methods.add(shortName(method)));
        return methods;
    }

    /** Without the package. */
    private static String shortName(String method) {
        return method.substring(method.lastIndexOf('.') + 1);
    }
}
