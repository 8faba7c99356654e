package dev.switchboard.launcher.command;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.launcher.gateway.ConfigInspection;
import dev.switchboard.launcher.gateway.GatewayOptions;
import java.io.PrintStream;
import java.util.Optional;

/** Looks at the configuration without running a gateway. */
final class ConfigCommand {
    private static final String STORED =
            "This is what file, environment and flags say. Models that were added while the"
                    + " gateway runs are kept by its accounts: GET /config/explain on its admin port shows them too.";

    private final PrintStream out;

    ConfigCommand(PrintStream out) {
        this.out = out;
    }

    /** Says that all is well; everything else is thrown. */
    int check(GatewayOptions options) {
        try (ConfigInspection inspection = ConfigInspection.of(options)) {
            Configuration configuration = inspection.check();
            configuration.notices().forEach(notice -> out.println("  " + notice));
            out.println("The configuration is fine: "
                    + options.config().map(Object::toString).orElse("made at a start without a file") + ", "
                    + "providers: " + configuration.gateway().providers().size() + ", models: "
                    + configuration.gateway().models().size() + ".");
            return ExitCode.OK;
        }
    }

    int explain(Arguments arguments, GatewayOptions options) {
        if (arguments.words().size() < 2 || !arguments.words().get(1).equals("explain")) {
            throw new UsageException("config: expected \"explain\", as in: switchboard config explain server.port");
        }
        arguments.atMost(3);
        Optional<String> key = arguments.words().stream().skip(2).findFirst();
        try (ConfigInspection inspection = ConfigInspection.of(options)) {
            ConfigInspection.Explained explained = inspection.explain(key);
            if (explained.settings().isEmpty()) {
                throw new UsageException("config explain: no setting \"" + key.orElse("")
                        + "\"; switchboard config explain prints all of them"
                        + (explained.accounts() ? ". " + STORED : ""));
            }
            explained.settings().forEach(this::print);
            if (explained.accounts()) {
                out.println("# " + STORED);
            }
            return ExitCode.OK;
        }
    }

    private void print(Setting setting) {
        out.println(setting.path() + " = " + setting.value() + "    (" + setting.source() + ")");
        setting.overrides().forEach(overridden -> out.println("    instead of " + overridden));
    }
}
