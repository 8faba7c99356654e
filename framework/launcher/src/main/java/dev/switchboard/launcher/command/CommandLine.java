package dev.switchboard.launcher.command;

import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.launcher.gateway.GatewayOptions;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The verbs of the command line. Prints to the given streams and never ends the process itself. */
public final class CommandLine {
    private static final List<String> VERBS = List.of("run", "check", "config", "plugins", "store", "version", "help");

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /** A command line over streams and an environment. */
    public CommandLine(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    /** Does what the words say and returns the exit code. */
    public int run(List<String> line) throws InterruptedException {
        try {
            if (line.isEmpty()
                    || line.contains("--help")
                    || line.contains("-h")
                    || line.getFirst().equals("help")) {
                out.print(Help.TEXT);
                return line.isEmpty() ? ExitCode.USAGE : ExitCode.OK;
            }
            return dispatch(Arguments.parse(line));
        } catch (UsageException e) {
            err.println("switchboard: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (ConfigException e) {
            return wrongConfiguration(
                    e.problems().stream().map(Object::toString).toList());
        } catch (AssemblyException e) {
            return wrongConfiguration(e.problems());
        } catch (UncheckedIOException | IllegalStateException e) {
            err.println("switchboard: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private int wrongConfiguration(List<String> problems) {
        err.println("switchboard: the configuration cannot be used (" + problems.size()
                + (problems.size() == 1 ? " problem):" : " problems):"));
        problems.forEach(problem -> err.println("  " + problem));
        return ExitCode.USAGE;
    }

    private int dispatch(Arguments arguments) throws InterruptedException {
        String verb = arguments.words().isEmpty() ? "" : arguments.words().getFirst();
        return switch (verb) {
            case "run" -> {
                arguments.atMost(1);
                yield new RunCommand(out).run(options(arguments));
            }
            // Never the configuration that lies about: training calls what it names.
            case "train" ->
                new TrainCommand(out)
                        .run(options(arguments), arguments.flag("config").map(Path::of));
            case "check" -> {
                arguments.atMost(1);
                yield new ConfigCommand(out).check(options(arguments));
            }
            case "config" -> new ConfigCommand(out).explain(arguments, options(arguments));
            case "plugins" -> new PluginsCommand(out).run(arguments, options(arguments));
            case "store" -> new StoreCommand(out).run(arguments, options(arguments));
            case "version" -> {
                out.println(Version.text());
                yield ExitCode.OK;
            }
            default ->
                throw new UsageException((verb.isEmpty() ? "no command" : "unknown command \"" + verb + "\"")
                        + " (known: " + String.join(", ", VERBS) + "); see switchboard --help");
        };
    }

    private GatewayOptions options(Arguments arguments) {
        return new GatewayOptions(
                arguments.config(environment),
                arguments.overrides(),
                environment,
                arguments.data(environment),
                arguments.bundles());
    }
}
