package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.push.PushText;
import io.verdigrid.protocol.push.v1.OrderPushRequest;
import io.verdigrid.protocol.push.v1.Push;
import io.verdigrid.protocol.push.v1.PushOrder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a push to stop, to wait, to go on, or to go back. */
@Command
final class PushOrderCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Kind kind;

    @Mixin
    private final DeployerOptions deployer = new DeployerOptions();

    @Parameters(
            paramLabel = "PUSH",
            arity = "0..1",
            description = "Its number. Default: the one on its way, else the newest.")
    long push;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For people; kept with the push.")
    String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so. Default: the user of this machine.")
    @Nullable
    String by;

    /** What is ordered. */
    enum Kind {
        ABORT(PushOrder.PUSH_ORDER_ABORT, "abort", "Stops a push and undoes what it did; one in the queue is withdrawn."),
        PAUSE(
                PushOrder.PUSH_ORDER_PAUSE,
                "pause",
                "Lets a push go no further than it is. It is still watched, and rolled back if it harms."),
        RESUME(PushOrder.PUSH_ORDER_RESUME, "resume", "Lets a paused push go on."),
        ROLL_BACK(
                PushOrder.PUSH_ORDER_ROLL_BACK,
                "rollback",
                "Switches all hosts back to what they ran before this push, also of one that is done."),
        OOPS(PushOrder.PUSH_ORDER_OOPS, "oops", "Undoes your last push now.");

        private final PushOrder order;
        private final String word;
        private final String description;

        Kind(PushOrder order, String word, String description) {
            this.order = order;
            this.word = word;
            this.description = description;
        }

        String word() {
            return word;
        }
    }

    private PushOrderCommand(Surroundings surroundings, Kind kind) {
        this.surroundings = surroundings;
        this.kind = kind;
    }

    /** The command of this kind. */
    static CommandLine line(Surroundings surroundings, Kind kind) {
        CommandLine line = new CommandLine(new PushOrderCommand(surroundings, kind));
        line.setCommandName(kind.word);
        line.getCommandSpec().usageMessage().description(kind.description);
        return line;
    }

    @Override
    public Integer call() {
        try (DeployerClient client = deployer.open(surroundings)) {
            Push ordered = client.order(OrderPushRequest.newBuilder()
                    .setOrder(kind.order)
                    .setPushId(push)
                    .setBy(DeployerOptions.me(surroundings, by))
                    .setReason(reason)
                    .build());
            surroundings
                    .console()
                    .out()
                    .println("Push " + ordered.getId() + " of " + ordered.getRelease() + ": "
                            + kind.word + " is written down; it is " + PushText.state(ordered) + ".");
            return Exit.OK;
        }
    }
}
