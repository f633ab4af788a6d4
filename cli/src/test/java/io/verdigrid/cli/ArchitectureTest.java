package io.verdigrid.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows, rules and budgets of docs/architecture.md, checked on what was built. */
class ArchitectureTest {
    private static final String[] GENERATED = {
        "io.verdigrid.protocol.build..",
        "io.verdigrid.protocol.worker..",
        "io.verdigrid.protocol.blob..",
        "io.verdigrid.protocol.grid..",
        "io.verdigrid.protocol.history..",
        "io.verdigrid.protocol.trunk..",
        "io.verdigrid.protocol.common.."
    };

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.verdigrid");

    @Test
    void modulesKnowOnlyWhatTheirArrowsAllow() {
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.coordinator..",
                        "io.verdigrid.deployer..",
                        "io.verdigrid.worker..",
                        "io.verdigrid.runner..",
                        "io.verdigrid.dashboard..",
                        "io.verdigrid.cli..")
                .because("protocol is the ground"));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.coordinator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.deployer..",
                        "io.verdigrid.worker..",
                        "io.verdigrid.runner..",
                        "io.verdigrid.dashboard..",
                        "io.verdigrid.cli..")
                .because("coordinator and worker know each other by the wire alone"));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.coordinator..",
                        "io.verdigrid.deployer..",
                        "io.verdigrid.dashboard..",
                        "io.verdigrid.cli..")
                .because("coordinator and worker know each other by the wire alone"));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.dashboard..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.coordinator..",
                        "io.verdigrid.deployer..",
                        "io.verdigrid.worker..",
                        "io.verdigrid.runner..",
                        "io.verdigrid.cli..")
                .because("the dashboard knows the public API and nothing else"));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.deployer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.coordinator..",
                        "io.verdigrid.worker..",
                        "io.verdigrid.runner..",
                        "io.verdigrid.dashboard..",
                        "io.verdigrid.cli..")
                .because("the deployer knows the coordinator by the wire alone"));
    }

    @Test
    void judgeIsPure() {
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.deployer.judge..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.verdigrid.deployer..")
                        .and(not(resideInAPackage("io.verdigrid.deployer.judge..")))));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.deployer.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio..", "org.slf4j..", "io.grpc..")
                .because("every push can be judged again"));
    }

    @Test
    void runnerIsAGuestWithoutLuggage() {
        check(classes()
                .that()
                .resideInAPackage("io.verdigrid.runner..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.verdigrid.runner..", "java..", "org.junit.platform..", "")
                .because("no library of ours may stand on the user's classpath"));
    }

    @Test
    void coordinatorsRingsPointInwards() {
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.coordinator.model..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.verdigrid.coordinator..")
                        .and(not(resideInAPackage("io.verdigrid.coordinator.model..")))));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.coordinator.scheduler..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.verdigrid.coordinator..")
                        .and(not(resideInAPackage("io.verdigrid.coordinator.scheduler..")))
                        .and(not(resideInAPackage("io.verdigrid.coordinator.model..")))));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.coordinator.account..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.verdigrid.coordinator..")
                        .and(not(resideInAPackage("io.verdigrid.coordinator.account..")))
                        .and(not(resideInAPackage("io.verdigrid.coordinator.scheduler..")))
                        .and(not(resideInAPackage("io.verdigrid.coordinator.model..")))));
        check(noClasses()
                .that()
                .resideInAnyPackage("io.verdigrid.coordinator.ledger..", "io.verdigrid.coordinator.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.coordinator.engine..",
                        "io.verdigrid.coordinator.rpc..",
                        "io.verdigrid.coordinator.metrics..",
                        "io.verdigrid.coordinator.scheduler.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.verdigrid.coordinator.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.verdigrid.coordinator.rpc..",
                        "io.verdigrid.coordinator.metrics..",
                        "io.verdigrid.coordinator.store.rocksdb.."));
    }

    @Test
    void schedulerIsPure() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.verdigrid.coordinator.scheduler..", "io.verdigrid.coordinator.account..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.io..",
                        "java.nio..",
                        "java.time..",
                        "org.slf4j..",
                        "io.grpc..",
                        "com.google.protobuf..",
                        "io.micrometer..")
                .because("the same events must give the same decisions, anywhere"));
        check(noClasses()
                .that()
                .resideInAnyPackage("io.verdigrid.coordinator.scheduler..", "io.verdigrid.coordinator.account..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(TimeSource.class)
                .because("time is a parameter of apply"));
    }

    @Test
    void generatedTypesStopAtTheEdge() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.verdigrid.protocol..",
                        "io.verdigrid.coordinator.rpc..",
                        "io.verdigrid.deployer.rpc..",
                        "io.verdigrid.worker.sync..",
                        "io.verdigrid.dashboard..",
                        "io.verdigrid.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GENERATED)
                .because("wire types are not the domain's"));
    }

    @Test
    void rocksDbStopsBehindTheStore() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.verdigrid.coordinator.store.rocksdb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .because("another backend must be able to take its place"));
    }

    @Test
    void timeIsAParameter() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.verdigrid.runner..")
                .and()
                .doNotHaveFullyQualifiedName("io.verdigrid.protocol.SystemTimeSource")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .because("a test must be able to pass its own time: take a TimeSource"));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("io.verdigrid.coordinator.(**)").should().beFreeOfCycles());
        check(slices().matching("io.verdigrid.deployer.(**)").should().beFreeOfCycles());
        check(slices().matching("io.verdigrid.worker.(**)").should().beFreeOfCycles());
        check(slices().matching("io.verdigrid.dashboard.(**)").should().beFreeOfCycles());
        check(slices().matching("io.verdigrid.cli.(**)").should().beFreeOfCycles());
        check(slices().matching("io.verdigrid.runner.(**)").should().beFreeOfCycles());
    }

    @Test
    void namesSayTheNoun() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(GENERATED)
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)")
                .because("name the noun"));
    }

    @Test
    void filesStayWithinTheirBudget() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            sources = files.filter(file -> file.toString().contains("/src/main/java/")
                            && file.toString().endsWith(".java"))
                    .toList();
        }
        int overTwoHundred = 0;
        for (Path source : sources) {
            long lines;
            try (Stream<String> all = Files.lines(source)) {
                lines = all.count();
            }
            assertThat(lines).as("lines of " + source).isLessThanOrEqualTo(500);
            overTwoHundred += lines > 200 ? 1 : 0;
        }
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(overTwoHundred)
                .as("files over 200 lines, of " + sources.size())
                .isLessThanOrEqualTo(sources.size() / 10);
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }
}
