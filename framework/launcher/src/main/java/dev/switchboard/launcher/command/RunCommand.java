package dev.switchboard.launcher.command;

import dev.switchboard.config.schema.ServerConfig;
import dev.switchboard.launcher.gateway.FirstStart;
import dev.switchboard.launcher.gateway.Gateway;
import dev.switchboard.launcher.gateway.GatewayOptions;
import dev.switchboard.spi.config.ConfigFormat;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Runs a gateway until the process is asked to stop. */
final class RunCommand {
    private final PrintStream out;

    RunCommand(PrintStream out) {
        this.out = out;
    }

    int run(GatewayOptions options) throws InterruptedException {
        Gateway gateway = Gateway.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            out.println("Stopping: requests under way may end.");
                            gateway.close();
                            stopped.countDown();
                            out.println("Stopped.");
                        },
                        "shutdown"));
        announce(gateway, options);
        stopped.await();
        return ExitCode.OK;
    }

    /** Says where a gateway listens and how to call it. */
    void announce(Gateway gateway, GatewayOptions options) {
        ServerConfig server = gateway.configuration().gateway().server();
        String scheme = server.tls().isPresent() ? "https" : "http";
        String base = scheme + "://" + server.host() + ":" + gateway.port();
        out.println(Version.text() + " serves callers at " + base + "/v1 and operators at http://" + server.adminHost()
                + ":" + gateway.adminPort());
        for (ConfigFormat.Notice notice : gateway.configuration().notices()) {
            out.println("  " + notice.kind().name().toLowerCase(Locale.ROOT) + ": " + notice);
        }
        gateway.firstStart().ifPresent(start -> explain(start, base, options));
        out.flush();
    }

    private void explain(FirstStart start, String base, GatewayOptions options) {
        out.println("There is no configuration file (one that is made later needs a restart), so:");
        start.routes()
                .forEach((route, variable) ->
                        out.println("  " + route + " goes to the provider whose key is in " + variable));
        start.demo().ifPresent(model -> out.println("  the model \"" + model + "\" answers without any provider"));
        Path key = options.data().resolve("operator.key");
        out.println("  the operator's key is in " + key);
        start.demo().ifPresent(model -> {
            out.println();
            out.println("Try it:");
            out.println("  curl " + base + "/v1/chat/completions \\");
            out.println("    -H \"Authorization: Bearer $(cat " + key + ")\" \\");
            out.println("    -H 'Content-Type: application/json' \\");
            out.println(
                    "    -d '{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
        });
    }
}
