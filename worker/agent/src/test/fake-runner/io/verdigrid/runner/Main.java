package io.verdigrid.runner;

import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.RunEnd;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestResult;
import io.verdigrid.runner.wire.TestSelection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Speaks as a runner does, without JUnit: the first word of a test's id says what becomes of it. */
public final class Main {
    private static FrameWriter out;

    private Main() {}

    public static void main(String[] args) throws Exception {
        System.err.println("fake runner, mode " + System.getProperty("mode", "obedient"));
        String secret = new BufferedReader(new InputStreamReader(System.in)).readLine();
        if (System.getProperty("mode", "").equals("stillborn")) {
            System.exit(7);
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        out = new FrameWriter(socket.getOutputStream());
        say(FrameKind.READY, new FrameWriter.Fields().put(secret).put(pid()).put("17").put("1.10.5"));
        FrameReader in = new FrameReader(socket.getInputStream());
        for (FrameReader.Frame frame = in.read(); frame != null; frame = in.read()) {
            if (frame.kind() == FrameKind.DISCOVER) {
                discover(TestSelection.read(frame));
            } else if (frame.kind() == FrameKind.RUN) {
                RunOrder order = RunOrder.read(frame);
                new Thread(() -> run(order)).start();
            } else if (frame.kind() == FrameKind.DUMP) {
                say(FrameKind.DUMPED, new FrameWriter.Fields().put("all threads"));
            } else {
                break;
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static void say(FrameKind kind, FrameWriter.Fields fields) throws IOException {
        out.write(kind, fields, true);
    }

    private static void discover(TestSelection selection) throws IOException {
        for (String unit : selection.selectClass) {
            List<TestNode> tests = new ArrayList<>();
            int count = unit.startsWith("large") ? 2500 : 2;
            for (int i = 0; i < count; i++) {
                tests.add(node(unit, "pass " + i));
            }
            say(FrameKind.FOUND, new FoundUnit(unit, unit, false, count > 2, Collections.emptyList(), tests).write(new FrameWriter.Fields()));
        }
        say(FrameKind.DISCOVERED, new FrameWriter.Fields().put(Collections.<String>emptyList()).put("").put(selection.selectClass.isEmpty()));
    }

    private static void run(RunOrder order) {
        try {
            for (Leaf leaf : order.leaves) {
                test(order, leaf.uniqueId);
            }
            say(FrameKind.RAN, new RunEnd(Arrays.asList("done"), 5000, "").write(new FrameWriter.Fields().put(order.run)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void test(RunOrder order, String id) throws Exception {
        boolean along = id.startsWith("along-");
        String word = id.split(" ")[0].replace("along-", "");
        if (word.equals("between")) {
            Runtime.getRuntime().halt(3);
        }
        TestNode node = node(order.unitId, id);
        FrameWriter.Fields begun = node.write(new FrameWriter.Fields().put(order.run));
        if (along) {
            say(FrameKind.ALONG, begun);
        } else {
            say(FrameKind.STARTED, begun.put(System.currentTimeMillis()));
        }
        byte[] text = (word.equals("pid") ? Long.toString(pid()) : word.equals("order") ? text(order) : "in " + id).getBytes();
        say(FrameKind.OUTPUT, new FrameWriter.Fields().put(order.run).put(id).put(0L).put(text, 0, text.length));
        switch (word) {
            case "exit":
                say(FrameKind.EXITING, new FrameWriter.Fields().put("System.exit(3) called by Guest.test"));
                System.exit(3);
                break;
            case "halt":
                System.err.println("these are the last words");
                Runtime.getRuntime().halt(5);
                break;
            case "kill":
                new ProcessBuilder("kill", "-KILL", Long.toString(pid())).start();
                Thread.sleep(60_000);
                break;
            case "hang":
                new ProcessBuilder("sleep", "600").start();
                Thread.sleep(600_000);
                break;
            default:
                break;
        }
        if (along) {
            say(FrameKind.ALONG_ENDED, new FrameWriter.Fields().put(order.run).put(id));
            return;
        }
        int outcome = word.equals("fail") ? 1 : 0;
        TestResult result = new TestResult(node, outcome, System.currentTimeMillis(), 1000, "", "", "");
        say(FrameKind.FINISHED, result.write(new FrameWriter.Fields().put(order.run)));
    }

    private static String text(RunOrder order) {
        return (order.wholeUnit ? "whole unit" : "leaves") + " without " + order.leftOut;
    }

    private static TestNode node(String unit, String id) {
        return new TestNode(id, unit, unit, id, id, true, "");
    }
}
