package dev.switchboard.launcher.command;

import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.osgi.Canary;
import dev.switchboard.osgi.Outcome;
import dev.switchboard.osgi.PluginAdmin;
import dev.switchboard.osgi.PluginChange;
import dev.switchboard.osgi.PluginFailure;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
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
                    yield list(admin.list());
                }
                case "install" ->
                    follow(admin, admin.install(Path.of(word(arguments, 2, "FILE.jar", 3)), canary(arguments)));
                case "canary" -> follow(admin, admin.canary(word(arguments, 2, "NAME", 3), share(arguments)));
                case "promote" -> follow(admin, admin.promote(word(arguments, 2, "NAME", 3)));
                case "remove" -> follow(admin, admin.remove(word(arguments, 2, "NAME", 3)));
                case "rollback" ->
                    follow(
                            admin,
                            admin.rollback(
                                    word(arguments, 2, "NAME", 4),
                                    words.stream().skip(3).findFirst()));
                default ->
                    throw new UsageException("plugins: unknown \"" + verb
                            + "\" (known: list, install, canary, promote, remove, rollback)");
            };
        } catch (PluginFailure e) {
            throw new IllegalStateException(e.sentence());
        }
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

    private int follow(PluginAdmin admin, PluginChange change) throws InterruptedException {
        Outcome outcome = admin.await(change, PATIENCE);
        out.println(outcome.sentence());
        return outcome instanceof Outcome.Refused ? ExitCode.FAILED : ExitCode.OK;
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
        out.println(name + "  " + status.version() + "  " + state + "  " + String.join(", ", status.offers())
                + Optional.of(status.detail())
                        .filter(detail -> !detail.isEmpty())
                        .map(detail -> "  " + detail)
                        .orElse(""));
        status.rejected()
                .forEach(rejected -> out.println(
                        "    refused " + rejected.version() + " (" + rejected.file() + "): " + rejected.reason()));
        if (!status.kept().isEmpty()) {
            out.println("    kept for a rollback: "
                    + String.join(
                            ", ",
                            status.kept().stream()
                                    .map(PluginStatus.KeptVersion::version)
                                    .toList()));
        }
    }
}
