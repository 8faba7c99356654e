package dev.switchboard.launcher.command;

import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.osgi.BundleVerification;
import dev.switchboard.osgi.Canary;
import dev.switchboard.osgi.Outcome;
import dev.switchboard.osgi.PluginAction;
import dev.switchboard.osgi.PluginAdmin;
import dev.switchboard.osgi.PluginEvent;
import dev.switchboard.osgi.PluginFailure;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.osgi.PluginUse;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows and changes the bundles, whether a gateway runs or not. */
final class PluginsCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;

    PluginsCommand(PrintStream out) {
        this.out = out;
    }

    int run(Arguments arguments, GatewayOptions options) throws InterruptedException {
        List<String> words = arguments.words();
        String verb = words.size() < 2 ? "list" : words.get(1);
        PluginAdmin admin = new PluginAdmin(options.hostSettings(options.data()));
        try {
            return switch (verb) {
                case "list" -> {
                    arguments.atMost(2);
                    int code = list(admin.list());
                    if (!admin.isRunning()) {
                        out.println("No gateway runs with the data directory "
                                + options.data().toAbsolutePath().normalize()
                                + "; --data or SWITCHBOARD_DATA names another.");
                    }
                    yield code;
                }
                case "history" -> {
                    arguments.atMost(2);
                    yield history(admin.history());
                }
                case "sbom" -> {
                    out.println(admin.sbom(word(arguments, 2, "NAME", 3)));
                    yield ExitCode.OK;
                }
                case "verify" -> verify(admin.verify(Path.of(word(arguments, 2, "FILE.jar", 3))));
                default -> {
                    PluginAction action = action(verb, arguments);
                    yield arguments.flag("dry-run").isPresent() ? rehearse(admin, action) : carryOut(admin, action);
                }
            };
        } catch (PluginFailure e) {
            throw new IllegalStateException(e.sentence());
        }
    }

    private static PluginAction action(String verb, Arguments arguments) {
        boolean file = verb.equals("install");
        boolean version = verb.equals("rollback") || verb.equals("pin");
        PluginAction.Steps steps = switch (verb) {
            case "install" -> changes -> changes.install(Path.of(subject(arguments)), canary(arguments));
            case "canary" -> changes -> changes.canary(subject(arguments), share(arguments));
            case "promote" -> changes -> changes.promote(subject(arguments));
            case "remove" -> changes -> changes.remove(subject(arguments));
            case "retry" -> changes -> changes.retry(subject(arguments));
            case "rollback" -> changes -> changes.rollback(subject(arguments), version(arguments));
            case "pin" -> changes -> changes.pin(subject(arguments), version(arguments));
            case "unpin" -> changes -> changes.unpin(subject(arguments));
            default ->
                throw new UsageException(
                        "plugins: unknown \"" + verb + "\" (known: list, history, sbom, verify, install, canary,"
                                + " promote, retry, remove, rollback, pin, unpin)");
        };
        String subject = word(arguments, 2, file ? "FILE.jar" : "NAME", version ? 4 : 3);
        return new PluginAction(verb, subject, steps);
    }

    private static String subject(Arguments arguments) {
        return arguments.words().get(2);
    }

    private static Optional<String> version(Arguments arguments) {
        return arguments.words().stream().skip(3).findFirst();
    }

    private static Canary share(Arguments arguments) {
        return canary(arguments)
                .orElseThrow(() -> new UsageException("plugins canary: expected whom it serves, such as --canary 10%"));
    }

    /** Whom a version on trial serves; empty for everybody. */
    private static Optional<Canary> canary(Arguments arguments) {
        return arguments.flag("canary").map(text -> {
            try {
                return Canary.parse(text);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--canary: " + e.getMessage());
            }
        });
    }

    private static String word(Arguments arguments, int index, String what, int most) {
        arguments.atMost(most);
        if (arguments.words().size() <= index) {
            throw new UsageException("plugins " + arguments.words().get(1) + ": expected " + what);
        }
        return arguments.words().get(index);
    }

    private int carryOut(PluginAdmin admin, PluginAction action) throws PluginFailure, InterruptedException {
        Outcome outcome = admin.carryOut(action, System.getProperty("user.name"), PATIENCE);
        out.println(outcome.sentence());
        return outcome instanceof Outcome.Refused ? ExitCode.FAILED : ExitCode.OK;
    }

    private int rehearse(PluginAdmin admin, PluginAction action) throws PluginFailure {
        out.println(admin.rehearse(action));
        return ExitCode.OK;
    }

    private int verify(BundleVerification verification) {
        out.println(verification.words());
        if (!verification.mayRun()) {
            out.println("    would not run: plugins.signatures requires a signature by one of plugins.trusted-keys");
        }
        return verification.mayRun() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int history(List<PluginEvent> events) {
        for (PluginEvent event : events) {
            out.println(event.at().truncatedTo(ChronoUnit.SECONDS) + "  " + event.who() + "  " + event.verb() + " "
                    + event.subject() + ": " + event.outcome());
        }
        if (events.isEmpty()) {
            out.println("Nothing was done yet.");
        }
        return ExitCode.OK;
    }

    private int list(PluginReport report) {
        int width = report.plugins().stream()
                .mapToInt(status -> status.bundle().length())
                .max()
                .orElse(0);
        for (PluginStatus status : report.plugins()) {
            print(status, width);
        }
        report.ignored().forEach(file -> out.println("ignored: " + file.file() + " " + file.reason()));
        if (report.plugins().isEmpty()) {
            out.println("There are no bundles.");
        }
        return ExitCode.OK;
    }

    private void print(PluginStatus status, int width) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        String name = status.bundle() + " ".repeat(width - status.bundle().length());
        out.println(name + "  " + status.build() + "  " + state + "  " + String.join(", ", status.offers())
                + Optional.of(status.detail())
                        .filter(detail -> !detail.isEmpty())
                        .map(detail -> "  " + detail)
                        .orElse(""));
        if (!status.use().equals(PluginUse.NONE)) {
            out.println("    " + status.use());
        }
        if (!status.provenance().isEmpty()) {
            out.println("    " + status.provenance());
        }
        status.rejected()
                .forEach(rejected -> out.println("    refused " + status.build(rejected.version(), rejected.sha256())
                        + " (" + rejected.file() + "): " + rejected.reason()));
        if (!status.kept().isEmpty()) {
            out.println("    kept for a rollback: "
                    + String.join(
                            ", ",
                            status.kept().stream()
                                    .map(kept -> status.build(kept.version(), kept.sha256()))
                                    .toList()));
        }
    }
}
