package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Selection;
import io.verdigrid.protocol.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What does not change of a build. */
public record BuildRow(int number, BuildSpec spec, long submittedAtMs) {
    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(512).writeInt(number).writeLong(submittedAtMs);
        to.writeString(spec.suite()).writeString(spec.revision()).writeString(spec.branch());
        to.writeInt(spec.modules().size());
        for (ModuleSpec module : spec.modules()) {
            to.writeString(module.name()).writeHex(module.bundle().hex());
            write(to, module.selection());
        }
        BuildSettings settings = spec.settings();
        to.writeInt(settings.retests()).writeByte(Codes.of(settings.isolation()));
        to.writeLong(settings.testTimeout().toSeconds())
                .writeInt(settings.testTimeout().toNanosPart());
        to.writeLong(settings.outputLimit())
                .writeStrings(spec.requirements())
                .writeByte(Codes.of(settings.lane()))
                .writeInt(settings.maxFailures());
        PolicyCode.write(to, settings.judging());
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static BuildRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.BUILD, bytes);
        int number = from.readInt();
        long submittedAtMs = from.readLong();
        String suite = from.readString();
        String revision = from.readString();
        String branch = from.readString();
        int count = from.readInt();
        List<ModuleSpec> modules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = from.readString();
            Digest bundle = new Digest(from.readHex());
            modules.add(new ModuleSpec(name, bundle, selection(from)));
        }
        int retests = from.readInt();
        var isolation = Codes.isolation(from.readByte());
        long seconds = from.readLong();
        Duration timeout = Duration.ofSeconds(seconds, from.readInt());
        long outputLimit = from.readLong();
        List<String> requirements = from.readStrings();
        Lane lane = from.hasMore() ? Codes.lane(from.readByte()) : Lane.MAIN;
        int maxFailures = from.hasMore() ? from.readInt() : 0;
        JudgingPolicy judging = from.hasMore() ? PolicyCode.read(from) : JudgingPolicy.DEFAULT;
        BuildSettings settings =
                new BuildSettings(retests, isolation, timeout, outputLimit, lane, maxFailures, judging);
        BuildSpec spec = new BuildSpec(suite, revision, branch, modules, settings, requirements);
        return new BuildRow(number, spec, submittedAtMs);
    }

    private static void write(RowWriter to, Selection selection) {
        to.writeInt(selection.scanEntries().size());
        selection.scanEntries().forEach(to::writeInt);
        to.writeStrings(selection.selectClass());
        to.writeStrings(selection.selectPackage());
        to.writeStrings(selection.selectMethod());
        to.writeStrings(selection.selectUniqueId());
        to.writeStrings(selection.includeClassname());
        to.writeStrings(selection.excludeClassname());
        to.writeStrings(selection.includeTag());
        to.writeStrings(selection.excludeTag());
        to.writeStrings(selection.includeEngine());
        to.writeStrings(selection.excludeEngine());
        to.writeInt(selection.config().size());
        for (Map.Entry<String, String> entry : selection.config().entrySet()) {
            to.writeString(entry.getKey()).writeString(entry.getValue());
        }
    }

    private static Selection selection(RowReader from) {
        int count = from.readInt();
        List<Integer> scanEntries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            scanEntries.add(from.readInt());
        }
        // The arguments are read in the order in which they stand here, which is that of the writer.
        return new Selection(
                scanEntries,
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                from.readStrings(),
                config(from));
    }

    private static SortedMap<String, String> config(RowReader from) {
        SortedMap<String, String> config = new TreeMap<>();
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
            String key = from.readString();
            config.put(key, from.readString());
        }
        return config;
    }
}
