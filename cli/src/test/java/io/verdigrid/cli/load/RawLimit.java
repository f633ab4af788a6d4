package io.verdigrid.cli.load;

import io.grpc.ManagedChannel;
import io.verdigrid.cli.load.ServerProcess.Cost;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rocksdb.RocksDBException;

/** Measures what gRPC and RocksDB reach by themselves with the messages and rows of a run. */
final class RawLimit {
    private static final int STREAMS_PER_CHANNEL = 50;
    private static final int BATCH = 1000;

    private final Path work;
    private final int workers;
    private final int slots;
    private final TimeSource time;

    RawLimit(Path work, int workers, int slots, TimeSource time) {
        this.work = work;
        this.workers = workers;
        this.slots = slots;
        this.time = time;
    }

    /** Results a second of the combination, one figure for each round. */
    List<Double> measure(LoadUnits units, Path data, int rounds) throws Exception {
        System.out.println();
        Path database = data.resolve("db");
        serve("gRPC alone", List.of(), units, rounds);
        rows(units, database);
        String[] store = {database.toString(), Integer.toString(units.count()), fresh("raw-store")};
        return serve("gRPC and RocksDB", List.of(store), units, rounds);
    }

    private String fresh(String name) throws IOException {
        return Files.createTempDirectory(work, name).toString();
    }

    private void rows(LoadUnits units, Path database) throws IOException, RocksDBException {
        try (RawRows rows = new RawRows(database, Path.of(fresh("raw-rows")), units.count())) {
            long began = time.nanos();
            for (int done = 0; done < units.tests(); done += BATCH) {
                int attempts = Math.min(BATCH, units.tests() - done);
                rows.write(attempts, Math.round((float) attempts * units.count() / units.tests()));
            }
            System.out.printf(
                    Locale.ROOT,
                    "RocksDB alone, %,d rows, %,d results in each synced batch: %,.0f results/s%n",
                    rows.rows(),
                    BATCH,
                    units.tests() / ((time.nanos() - began) / 1e9));
        }
    }

    private List<Double> serve(String name, List<String> arguments, LoadUnits units, int rounds) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RawServer.class.getName()));
        command.addAll(arguments);
        Path log = Files.createTempFile(work, "raw", ".log");
        List<Double> rates = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(command, Map.of(), log)) {
            for (int i = 1; i <= rounds; i++) {
                Cost before = server.cost();
                Round round = round(server.address(), units);
                Cost after = server.cost();
                rates.add(units.tests() / round.seconds());
                System.out.printf(
                        Locale.ROOT,
                        "%s, round %d: %,.0f results/s, CPU %.2f s, to acknowledgement %s%n",
                        name,
                        i,
                        units.tests() / round.seconds(),
                        after.since(before),
                        round.toAck);
            }
        }
        return rates;
    }

    private Round round(String address, LoadUnits units) throws InterruptedException {
        Round round = new Round(units, 0);
        List<List<LoadUnits.Unit>> dealt = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            dealt.add(new ArrayList<>());
        }
        int next = 0;
        for (LoadUnits.Unit unit : units.all()) {
            dealt.get(next++ % workers).add(unit);
        }
        List<ManagedChannel> channels = new ArrayList<>();
        try {
            List<RawStream> streams = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                if (i % STREAMS_PER_CHANNEL == 0) {
                    channels.add(LightFleet.channel(address));
                }
                streams.add(new RawStream(
                        channels.get(channels.size() - 1), dealt.get(i).iterator(), round, time));
            }
            streams.forEach(stream -> stream.start(slots));
            if (!round.await(600)) {
                throw new IllegalStateException(round.acknowledged() + " acknowledged, then nothing more");
            }
        } finally {
            channels.forEach(ManagedChannel::shutdownNow);
        }
        return round;
    }
}
