package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.cli.run.JsonEvents;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * All commands, and what is the same for each: exit statuses, problems, help.
 *
 * <p>Only the command that is called is loaded: reading the options of all of them takes longer than most commands.
 */
final class Commands {
    private static final Set<String> DAEMONS = Set.of("up", "coordinator", "worker", "deployer", "dashboard");

    private static final Set<String> BUILDERS = Set.of("run", "demo");

    private static final Set<String> RUN_TESTS = Set.of("run", "demo", "hunt", "culprits");

    private final Surroundings surroundings;
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    Commands(Surroundings surroundings, Parts parts) {
        this.surroundings = surroundings;
        commands.put("demo", () -> new DemoCommand(surroundings));
        commands.put("run", () -> new RunCommand(surroundings));
        commands.put("tests", () -> new TestsCommand(surroundings));
        commands.put("test", () -> new TestCommand(surroundings));
        commands.put("quarantine", () -> new QuarantineCommand(surroundings));
        commands.put("builds", () -> new BuildsCommand(surroundings));
        commands.put("build", () -> new BuildCommand(surroundings));
        commands.put("replay", () -> new ReplayCommand(surroundings, parts));
        commands.put("hunt", () -> new HuntCommand(surroundings));
        commands.put("cancel", () -> new CancelCommand(surroundings));
        commands.put("workers", () -> new WorkersCommand(surroundings));
        commands.put("issues", () -> new IssuesCommand(surroundings));
        commands.put("culprits", () -> new CulpritsCommand(surroundings));
        commands.put("trunk", () -> TrunkCommand.line(surroundings));
        commands.put("hook", () -> HookCommand.line(surroundings));
        commands.put("certificate", () -> CertificateCommand.line(surroundings));
        commands.put("push", () -> PushCommand.line(surroundings));
        commands.put("oops", () -> PushOrderCommand.line(surroundings, PushOrderCommand.Kind.OOPS));
        commands.put("simulate", () -> new SimulateCommand(surroundings));
        commands.put("judge", () -> new JudgeCommand(surroundings));
        commands.put("sample", () -> new SampleCommand(surroundings));
        commands.put("up", () -> new UpCommand(surroundings, parts));
        commands.put("coordinator", () -> new CoordinatorCommand(surroundings, parts));
        commands.put("dashboard", () -> new DashboardCommand(surroundings));
        commands.put("worker", () -> new WorkerCommand(surroundings, parts));
        commands.put("deployer", () -> new DeployerCommand(surroundings));
    }

    /** Runs one, and returns the process's exit status. */
    int execute(String... told) {
        String[] args = helped(told);
        String[] prepared = ArgumentFiles.prepared(args);
        CommandLine line = line(args);
        if (args.length == 0) {
            line.usage(surroundings.console().out());
            return Exit.USAGE;
        }
        return line.execute(prepared);
    }

    /** {@code help run} is another way to write {@code run --help}. */
    private static String[] helped(String... args) {
        if (args.length == 0 || !args[0].equals("help")) {
            return args;
        }
        return args.length == 1 ? new String[] {"--help"} : new String[] {args[1], "--help"};
    }

    private CommandLine line(String... args) {
        Verdigrid root = new Verdigrid();
        CommandLine line = new CommandLine(root);
        Supplier<Object> only = args.length == 0 ? null : commands.get(args[0]);
        if (only != null) {
            line.addSubcommand(args[0], only.get());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Duration.class, new TimeConverter());
        Help.Ansi ansi = surroundings.console().colour() ? Help.Ansi.ON : Help.Ansi.OFF;
        line.setColorScheme(Help.defaultColorScheme(ansi));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(Math.max(80, Math.min(120, surroundings.console().tableWidth())));
        line.setOut(new PrintWriter(surroundings.console().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.console().err(), true, StandardCharsets.UTF_8));
        line.setExecutionStrategy(parsed -> {
            logs(parsed, root.verbose.length);
            return new CommandLine.RunLast().execute(parsed);
        });
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec()
                        .usageMessage()
                        .sortOptions(false)
                        .abbreviateSynopsis(true));
        UsageProblems usage = new UsageProblems(surroundings.console().err());
        line.setParameterExceptionHandler(usage);
        line.setExecutionExceptionHandler((e, at, parsed) -> failed(e, root.verbose.length > 0, parsed));
        return line;
    }

    private static void logs(CommandLine.ParseResult parsed, int verbosity) {
        boolean daemon = parsed.hasSubcommand()
                && DAEMONS.contains(parsed.subcommand().commandSpec().name());
        if (daemon || verbosity > 0) {
            LogSetup.toStandardError(verbosity);
        } else if (runsHere(parsed)) {
            LogSetup.failuresOnly();
        } else {
            LogSetup.off();
        }
    }

    /** A coordinator and a worker in this process: what keeps them from their work must not go unsaid. */
    private static boolean runsHere(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult called = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        return runsHere(called.commandSpec().name(), called.hasMatchedOption("--coordinator"));
    }

    /** The worker of a replay is here whatever grid the build is from. */
    static boolean runsHere(String command, boolean onAGrid) {
        return command.equals("replay") || (RUN_TESTS.contains(command) && !onAGrid);
    }

    private static boolean isJsonOfABuild(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult called = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        return BUILDERS.contains(called.commandSpec().name()) && called.hasMatchedOption("--json");
    }

    private int failed(Exception e, boolean verbose, CommandLine.ParseResult parsed) {
        if (e instanceof Problem problem) {
            if (isJsonOfABuild(parsed)) {
                new JsonEvents(surroundings.console().out()).problem(problem.getMessage(), problem.exitCode());
            }
            problem.getMessage().lines().forEach(text -> say("verdigrid: " + text));
            return problem.exitCode();
        }
        if (e instanceof InterruptedException) {
            return Exit.INTERRUPTED;
        }
        say("verdigrid: failed: " + e + (verbose ? "" : "; -v shows where"));
        if (verbose) {
            e.printStackTrace(surroundings.console().err());
        }
        return Exit.GRID;
    }

    private void say(String text) {
        surroundings.console().err().println(text);
    }
}
