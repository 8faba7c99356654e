package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.launcher.assembly.AssemblyException;
import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testing.TestingGatewayBuilder;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle sees no more of what goes in and out than its manifest declares, though another one gets to see all of it. */
class ContentAccessIT {
    private static final long LOOK_NANOS = 5_000_000;
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a whisper\"}]}";
    /** Without usage, so that whoever counts tokens is given the texts. */
    private static final Reply REPLY = Reply.json("{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,"
            + "\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hush\"},"
            + "\"finish_reason\":\"stop\"}]}");

    private static final String MODELS = """
            providers: {up: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-test-not-a-real-key}}
            models: {m: {targets: [{provider: up, model: one}, {provider: up, model: two}], strategy: weighted}}
            """;
    private static final String CALLBACK = "callbacks: {nosy: {type: nosy}}\n";
    private static final String BODIES = "callbacks: {nosy: {type: nosy, bodies: true}}\n";
    private static final String ADMISSION = "admissions: {nosy: {type: nosy}}\n";
    private static final String STRATEGY = "routing: {strategy: nosy}\n";
    private static final String GUARDRAIL = "guardrails: {nosy: {type: nosy}}\n";

    @TempDir
    private Path directory;

    private BundleFolder bundles;
    private MockUpstream upstream;

    @BeforeEach
    void prepare() throws IOException {
        bundles = BundleFolder.in(directory);
        upstream = MockUpstream.start().otherwise(_ -> REPLY);
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private TestingGatewayBuilder gateway(String declared, String config) throws IOException {
        bundles.put("nosy.jar", NosyEdition.declaring(declared));
        return TestingGateway.builder()
                .inFelix(bundles.path())
                .upstream(upstream)
                .config(config);
    }

    /** A callback that is delivered sees everything; the nosy one stands beside it, an admission and a strategy before it. */
    private String nosyEverywhere() {
        return MODELS.replace("weighted", "nosy") + ADMISSION + """
                callbacks:
                  all: {type: jsonl, path: "%s", content: true}
                  nosy: {type: nosy}
                """.formatted(directory.resolve("lines.jsonl"));
    }

    @ParameterizedTest
    @CsvSource({"metadata, false, false", "text, true, false", "whole, true, true"})
    void seesWhatItDeclares(String declared, boolean texts, boolean bodies) throws IOException {
        String config = nosyEverywhere() + (texts ? GUARDRAIL : "");
        try (TestingGateway gateway = gateway(declared, config).start()) {
            RawReply reply = gateway.post(
                    "/v1/chat/completions", CHAT, new Header("x-switchboard-prompt-variables", "{\"name\":\"Ada\"}"));
            assertEquals(200, reply.status(), reply::text);
            String heard = texts ? "hears a whisper and Ada" : "hears nothing";
            String decisions = reply.header("x-switchboard-decisions").orElse("") + ";";
            assertTrue(decisions.contains("admission nosy: " + heard + ";"), decisions);
            assertTrue(decisions.contains("strategy nosy: " + heard + ";"), decisions);
            assertEquals(texts, decisions.contains("guardrail nosy: " + heard + ";"), decisions);
            assertEquals(seen(texts, bodies), awaitSeen(gateway, "callback"));
            assertEquals(seen(texts, false), awaitSeen(gateway, "admission"), "bodies are for callbacks");
        }
    }

    private static String seen(boolean texts, boolean bodies) {
        return "m 200: bodies " + bodies + ", text asked " + texts + ", text answered " + texts + "\n";
    }

    /** What a component noted of the only report; it gets it behind the reply. */
    private static String awaitSeen(TestingGateway gateway, String kind) throws IOException {
        Path file = gateway.data().resolve("plugins/" + kind + "/nosy/seen.txt");
        long giveUp = System.nanoTime() + BundledGateway.PATIENCE.toNanos();
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertTrue(System.nanoTime() < giveUp, "nothing in " + file);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Files.readString(file);
    }

    @ParameterizedTest
    @CsvSource({
        "none, callback, who calls which model",
        "none, admission, who calls which model",
        "none, strategy, who calls which model",
        "none, guardrail, the text of exchanges",
        "metadata, guardrail, the text of exchanges",
        "metadata, bodies, the bodies of exchanges",
        "text, bodies, the bodies of exchanges"
    })
    void getsNoInstanceThatNeedsMore(String declared, String kind, String needs) throws IOException {
        String more = switch (kind) {
            case "callback" -> CALLBACK;
            case "bodies" -> BODIES;
            case "admission" -> ADMISSION;
            case "strategy" -> STRATEGY;
            default -> GUARDRAIL;
        };
        TestingGatewayBuilder gateway = gateway(
                declared, kind.equals("strategy") ? MODELS.replace(", strategy: weighted", "") + more : MODELS + more);
        String problems =
                assertThrows(AssemblyException.class, gateway::start).problems().toString();
        assertTrue(
                problems.contains("it sees " + needs + ", which its manifest does not declare (egress: none; content: "
                        + declared),
                problems);
    }
}
