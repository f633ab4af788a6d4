package io.verdigrid.cli;

import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes the next argument as it stands into an option's list, so that {@code --jvm-arg=-ea} is an argument of the JVM
 * and not this command's own {@code -e}. Has no state.
 */
final class LiteralArgument implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // The stack is the parser's.
    public void consumeParameters(Stack<String> args, ArgSpec argument, CommandSpec command) {
        if (args.isEmpty()) {
            throw new MissingParameterException(
                    command.commandLine(),
                    argument,
                    "Missing required parameter for option '" + ((OptionSpec) argument).longestName() + "' ("
                            + argument.paramLabel() + ")");
        }
        argument.<List<String>>getValue().add(args.pop());
    }
}
