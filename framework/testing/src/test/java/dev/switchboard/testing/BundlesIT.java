package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same gateway with every plugin as the bundle that is delivered, inside the OSGi framework. */
class BundlesIT {
    @TempDir
    private Path bundles;

    @BeforeEach
    void copyBundles() throws IOException, URISyntaxException {
        Bundled.into(bundles, Gateways.plugins().toArray(Plugin[]::new));
    }

    @Test
    void relaysAndStreams() throws IOException {
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = TestingGateway.builder()
                        .inFelix(bundles)
                        .upstream(upstream)
                        .start()) {
            upstream.enqueue(Reply.json(Chat.COMPLETION));
            assertEquals(
                    Chat.COMPLETION, gateway.post(Chat.PATH, Chat.request("m")).text());
            upstream.enqueue(Chat.stream());
            RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
            assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
            assertEquals(
                    Gateways.plugins().size(),
                    gateway.gateway().plugins().orElseThrow().report().plugins().size());
        }
    }

    @Test
    void guardsAndAnswersFromTheCache() throws IOException {
        try (TestingGateway gateway =
                TestingGateway.builder().inFelix(bundles).config("""
                        providers: {demo: {type: mock}}
                        models: {m: {targets: [{provider: demo, model: m}]}}
                        guardrails: {words: {type: patterns, rules: [{name: words, pattern: forbidden}]}}
                        caches: {replies: {type: memory}}
                        """).start()) {
            RawReply blocked = gateway.post(Chat.PATH, Chat.request("m").replace("hi", "forbidden"));
            assertEquals(400, blocked.status(), blocked::text);
            RawReply kept = Chat.awaitHit(gateway, Chat.streamed("m"));
            assertTrue(kept.text().endsWith("data: [DONE]\n\n"), kept::text);
        }
    }

    @Test
    void answersWithoutAnyConfiguration() throws IOException {
        try (TestingGateway gateway = TestingGateway.builder().inFelix(bundles).start()) {
            RawReply reply = gateway.post(Chat.PATH, Chat.request("mock"));
            assertEquals(200, reply.status(), reply::text);
            assertEquals(Optional.of("1"), reply.header("x-switchboard-attempts"));
        }
    }

    @Test
    void liteLlmConfigurationDrivesIt() throws IOException {
        LiteLlmConfig.check(TestingGateway.builder().inFelix(bundles));
    }
}
