package io.verdigrid.deployer.metric;

/** A command whose standard output is a number; an exit status other than 0 is no data. */
final class NumberCommand implements Probe.Gauge {
    private final ShellCommand command;

    NumberCommand(ShellCommand command) {
        this.command = command;
    }

    @Override
    public double measure(String host) throws ProbeFailure, InterruptedException {
        ShellCommand.Ended ended = command.run(host);
        String output = ended.output().strip();
        if (ended.status() != 0) {
            throw new ProbeFailure("exit status " + ended.status());
        }
        try {
            return Double.parseDouble(output);
        } catch (NumberFormatException e) {
            throw new ProbeFailure(
                    "'" + (output.length() > 80 ? output.substring(0, 80) + "..." : output) + "' must be one number");
        }
    }
}
