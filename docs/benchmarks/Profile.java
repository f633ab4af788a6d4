import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a flight recording says of CPU time and of memory: samples by thread, by method, and by the methods of ours that were on
 * the stack.
 *
 * <p>java Profile.java FILE.jfr [LINES [THREAD]]
 */
final class Profile {
    private final Map<String, Long> threads = new TreeMap<>();
    private final Map<String, Long> methods = new TreeMap<>();
    private final Map<String, Long> ours = new TreeMap<>();
    private final Map<String, Long> allocatedIn = new TreeMap<>();
    private final Map<String, Long> allocated = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        if (args.length < 1) {
            System.err.println("usage: java Profile.java FILE.jfr [LINES [THREAD]]");
            System.exit(2);
        }
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(Path.of(args[0]))) {
            while (file.hasMoreEvents()) {
                profile.take(file.readEvent(), args.length > 2 ? args[2] : "");
            }
        }
        int lines = args.length > 1 ? Integer.parseInt(args[1]) : 25;
        print("CPU samples by thread", profile.threads, lines);
        print("CPU samples by method", profile.methods, lines);
        print("CPU samples by method of ours, with what it calls", profile.ours, lines);
        print("bytes allocated by class", profile.allocated, lines);
        print("bytes allocated by method of ours, with what it calls", profile.allocatedIn, lines);
    }

    private void take(RecordedEvent event, String onlyThread) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> {
                RecordedThread thread = event.getThread("sampledThread");
                String name = thread.getJavaName() == null ? "?" : thread.getJavaName().replaceAll("[-\\d]+$", "");
                if (event.getStackTrace() == null || !name.startsWith(onlyThread)) {
                    return;
                }
                threads.merge(name, 1L, Long::sum);
                List<RecordedFrame> frames = event.getStackTrace().getFrames();
                methods.merge(name(frames.get(0)), 1L, Long::sum);
                each(frames, method -> ours.merge(method, 1L, Long::sum));
            }
            case "jdk.ObjectAllocationSample" -> {
                long weight = event.getLong("weight");
                allocated.merge(event.getClass("objectClass").getName(), weight, Long::sum);
                if (event.getStackTrace() != null) {
                    each(event.getStackTrace().getFrames(), method -> allocatedIn.merge(method, weight, Long::sum));
                }
            }
            default -> {}
        }
    }

    private static void each(List<RecordedFrame> frames, java.util.function.Consumer<String> to) {
        Set<String> seen = new HashSet<>();
        for (RecordedFrame frame : frames) {
            String name = name(frame);
            if (name.contains("verdigrid") && seen.add(name)) {
                to.accept(name);
            }
        }
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void print(String title, Map<String, Long> counts, int lines) {
        long all = title.contains("with what it calls")
                ? counts.values().stream().mapToLong(Long::longValue).max().orElse(1)
                : counts.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("\n" + title + (title.contains("with what") ? " (share of the largest)" : "") + ", " + all);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(lines)
                .forEach(entry -> System.out.printf("%6.1f %%  %s%n", 100.0 * entry.getValue() / all, entry.getKey()));
    }
}
