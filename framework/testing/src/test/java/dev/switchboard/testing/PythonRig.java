package dev.switchboard.testing;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An example in Python in a process of its own, and an upstream that answers every chat: both anew for each test. */
final class PythonRig implements BeforeEachCallback, AfterEachCallback {
    private final Path script;
    private final Map<String, String> environment;
    private @Nullable PythonService service;
    private @Nullable MockUpstream upstream;

    /** @param environment what the example finds beside this process's own */
    PythonRig(Path script, Map<String, String> environment) {
        this.script = script;
        this.environment = environment;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        service = PythonService.start(script, environment);
        upstream = MockUpstream.start().otherwise(request -> Reply.json(Chat.COMPLETION));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (service != null) {
            service.close();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    PythonService service() {
        return started(service);
    }

    MockUpstream upstream() {
        return started(upstream);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("no test is under way");
        }
        return part;
    }

    /** A gateway in front of the upstream. @param more sections of its configuration */
    TestingGateway gateway(Map<String, String> variables, String more) {
        return Gateways.builder()
                .upstream(upstream())
                .environment(variables)
                .config("""
                        providers:
                          upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                        models:
                          "*": {targets: [{provider: upstream, model: "*"}]}
                        """ + more)
                .start();
    }
}
