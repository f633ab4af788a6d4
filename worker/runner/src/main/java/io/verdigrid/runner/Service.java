package io.verdigrid.runner;

import io.verdigrid.runner.discovery.Discovery;
import io.verdigrid.runner.execution.Execution;
import io.verdigrid.runner.output.OutputCapture;
import io.verdigrid.runner.platform.Failure;
import io.verdigrid.runner.platform.Platform;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.RunEnd;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.Sender;
import io.verdigrid.runner.wire.TestSelection;
import java.util.Collections;

/** Obeys one order after the other on the thread that calls it. */
final class Service {
    private final Orders orders;
    private final Sender sender;
    private final OutputCapture output;
    private final Platform platform;

    Service(Orders orders, Sender sender, OutputCapture output, Platform platform) {
        this.orders = orders;
        this.sender = sender;
        this.output = output;
        this.platform = platform;
    }

    void serve() {
        while (true) {
            FrameReader.Frame order = orders.next();
            if (order.kind() == FrameKind.DISCOVER) {
                discover(TestSelection.read(order));
            } else if (order.kind() == FrameKind.RUN) {
                run(RunOrder.read(order));
            }
            orders.done();
        }
    }

    private void discover(TestSelection selection) {
        try {
            new Discovery(platform, sender, selection).discover();
        } catch (Throwable failed) {
            FrameWriter.Fields fields = new FrameWriter.Fields();
            fields.put(Collections.<String>emptyList());
            fields.put("discovery failed: " + problem(failed));
            fields.put(false);
            sender.send(FrameKind.DISCOVERED, fields, true);
        }
        leaveTidy();
    }

    private void run(RunOrder order) {
        output.beginRun(order.run, order.unitId, order.outputLimit);
        RunEnd end;
        try {
            end = new Execution(platform, sender, output, order).run();
        } catch (Throwable failed) {
            end = new RunEnd(Collections.<String>emptyList(), 0, problem(failed));
        }
        output.endRun();
        FrameWriter.Fields fields = new FrameWriter.Fields();
        fields.put(order.run);
        sender.send(FrameKind.RAN, end.write(fields), true);
        leaveTidy();
    }

    private void leaveTidy() {
        Thread.interrupted();
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        output.restore();
    }

    private static String problem(Throwable failed) {
        if (failed instanceof NoClassDefFoundError && Platform.version().isEmpty()) {
            return "there is no JUnit Platform launcher on the classpath (" + failed + ")";
        }
        if (Platform.engineIds().isEmpty()) {
            return "no tests found; engines on the classpath: none (" + failed.getMessage() + ")";
        }
        // What JUnit says to a wrong tag expression or engine needs no stack to be understood.
        return isJUnits(failed) ? String.valueOf(failed.getMessage()) : Failure.of(failed).stack;
    }

    private static boolean isJUnits(Throwable failed) {
        for (Class<?> type = failed.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("org.junit.platform.commons.JUnitException")) {
                return failed.getCause() == null;
            }
        }
        return false;
    }
}
