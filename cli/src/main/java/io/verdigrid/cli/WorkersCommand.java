package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListWorkersRequest;
import io.verdigrid.protocol.build.v1.TakeBackWorkerRequest;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the workers of a grid. */
@Command(
        name = "workers",
        description = "Lists the workers that are connected, or were lost less than ten minutes ago."
                + " Without --coordinator: those of the grid that `verdigrid up` starts on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid workers --coordinator grid:8470 --tls",
            "  verdigrid workers --coordinator grid:8470 --take-back host-7"
        })
final class WorkersCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(
            names = "--take-back",
            paramLabel = "WORKER",
            description = "Lets a worker that was put aside have work again.")
    @Nullable
    String takeBack;

    @Option(names = "--json", description = "A JSON array instead of a table.")
    boolean json;

    WorkersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!grid.isRemote()) {
            // Workers are connected to a coordinator that runs: without another it is that of `verdigrid up`.
            grid.coordinator = "127.0.0.1:" + Protocol.DEFAULT_PORT;
        }
        try (Grid opened = grid.openForReading(surroundings)) {
            if (takeBack != null) {
                takeBack(opened, takeBack);
                return Exit.OK;
            }
            List<Worker> workers = read(opened);
            if (json) {
                printJson(workers);
            } else if (workers.isEmpty()) {
                surroundings
                        .console()
                        .out()
                        .println("No workers. On a build host: verdigrid worker --coordinator " + opened.name());
            } else {
                surroundings
                        .console()
                        .out()
                        .print(table(workers).render(surroundings.console().tableWidth()));
                for (Worker worker : workers) {
                    if (!worker.getAsideFor().isEmpty()) {
                        surroundings
                                .console()
                                .out()
                                .println("Worker " + worker.getId() + " is put aside: " + worker.getAsideFor()
                                        + ". Once it is well: verdigrid workers --take-back " + worker.getId());
                    }
                }
            }
            return Exit.OK;
        }
    }

    private void takeBack(Grid opened, String worker) {
        try {
            BuildServiceGrpc.newBlockingStub(opened.channel())
                    .takeBackWorker(TakeBackWorkerRequest.newBuilder()
                            .setWorkerId(worker)
                            .build());
        } catch (StatusRuntimeException e) {
            throw Answers.problem(opened.name(), e);
        }
        surroundings.console().out().println("Worker " + worker + " may have work again.");
    }

    private static List<Worker> read(Grid opened) {
        try {
            return BuildServiceGrpc.newBlockingStub(opened.channel())
                    .listWorkers(ListWorkersRequest.getDefaultInstance())
                    .getWorkersList()
                    .stream()
                    .sorted(Comparator.comparing(Worker::getHost).thenComparing(Worker::getId))
                    .toList();
        } catch (StatusRuntimeException e) {
            throw Answers.problem(opened.name(), e);
        }
    }

    private Table table(List<Worker> workers) {
        Table table = new Table(
                Column.left("WORKER"),
                Column.left("HOST"),
                Column.left("STATE"),
                Column.right("BUSY"),
                Column.right("LOAD"),
                Column.right("HEARD"),
                Column.left("VERSION"),
                Column.left("LABELS"),
                Column.elastic("RUNNING"));
        long now = surroundings.time().epochMillis();
        for (Worker worker : workers) {
            table.row(
                    worker.getId(),
                    worker.getHost(),
                    state(worker),
                    worker.getSlotsBusy() + "/" + worker.getSlots(),
                    worker.getLoad() < 0 ? "-" : String.format(Locale.ROOT, "%.1f", worker.getLoad()),
                    HumanTime.clock(Math.max(0, now - worker.getLastHeardMs()) / 1000) + " ago",
                    worker.getVersion(),
                    new TreeMap<>(worker.getLabelsMap())
                            .entrySet().stream()
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(" ")),
                    String.join(", ", worker.getRunningList()));
        }
        return table;
    }

    private void printJson(List<Worker> workers) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.array();
        for (Worker worker : workers) {
            out.object()
                    .field("id", worker.getId())
                    .field("host", worker.getHost())
                    .field("state", state(worker))
                    .field("slots", worker.getSlots())
                    .field("slotsBusy", worker.getSlotsBusy())
                    .field("load", worker.getLoad())
                    .field("connectedAtMs", worker.getConnectedAtMs())
                    .field("lastHeardMs", worker.getLastHeardMs())
                    .field("version", worker.getVersion())
                    .field("asideFor", worker.getAsideFor());
            out.name("labels").object();
            new TreeMap<>(worker.getLabelsMap()).forEach(out::field);
            out.end();
            out.name("running").array();
            worker.getRunningList().forEach(out::value);
            out.end().end();
        }
        out.end();
        surroundings.console().out().println();
    }

    private static String state(Worker worker) {
        WorkerState state = worker.getState();
        return state == WorkerState.UNRECOGNIZED ? "UNKNOWN" : state.name().substring("WORKER_STATE_".length());
    }
}
