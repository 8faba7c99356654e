package dev.switchboard.provider.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.framing.AwsFrames;
import dev.switchboard.testkit.framing.ReferenceFraming;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeRelayTest {
    private static final Target CLAUDE = Target.of("bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0");
    private static final String SIGNED = "{\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{ \"type\":\"signature_delta\",\"signature\":\"ErcB+/==\"}}";

    @TempDir
    Path directory;

    private Provider provider(String... betas) {
        return TestingBedrock.provider(
                TestingContext.in(directory), Optional.empty(), Optional.empty(), List.of(betas));
    }

    private Relay relay(String... betas) {
        return provider(betas).abilities().relay(Wire.ANTHROPIC_MESSAGES).orElseThrow();
    }

    private static RelayRequest request(String body, boolean stream, Headers headers) {
        return new RelayRequest(
                Wire.ANTHROPIC_MESSAGES,
                headers,
                Optional.of("beta=true"),
                JsonDocument.parse(Bytes.utf8(body)).edit(),
                stream,
                true);
    }

    @Test
    void onlyClaudeIsRelayed() {
        assertTrue(relay().serves(CLAUDE));
        assertTrue(relay().serves(Target.of(
                "b",
                "arn:aws:bedrock:us-east-1:1:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0")));
        assertFalse(relay().serves(Target.of("b", "amazon.nova-pro-v1:0")));
        assertFalse(relay().serves(Target.of("b", "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc")));
    }

    @Test
    void theBodyChangesOnlyInWhatBedrockSaysElsewhere() {
        UpstreamRequest sent = relay().encode(
                        request(
                                "{\"model\":\"m\", \"max_tokens\":5,\"stream\":true,\"messages\":[ {\"role\":\"user\"} ],\"new\":1.0}",
                                true,
                                Headers.of(
                                        "anthropic-beta",
                                        "interleaved-thinking-2025-05-14,advanced-tool-use-2025-11-20",
                                        "x-amz-security-token",
                                        "of-the-caller",
                                        "x-note",
                                        "goes on")),
                        CLAUDE);
        assertEquals(
                "https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
                        + "us.anthropic.claude-haiku-4-5-20251001-v1%3A0/invoke-with-response-stream",
                sent.url().toString());
        assertEquals(
                "{\"max_tokens\":5,\"messages\":[ {\"role\":\"user\"} ],\"new\":1.0,"
                        + "\"anthropic_version\":\"bedrock-2023-05-31\","
                        + "\"anthropic_beta\":[\"interleaved-thinking-2025-05-14\",\"tool-search-tool-2025-10-19\"]}",
                sent.body().utf8());
        assertFalse(sent.headers().has("anthropic-beta"));
        assertFalse(sent.headers().has("x-amz-security-token"));
        assertEquals(Optional.of("goes on"), sent.headers().first("x-note"));
        assertEquals(List.of(), sent.changes());
    }

    @Test
    void aBetaThatBedrockDoesNotHaveGoesWithItsMembers() {
        String body = "{\"messages\":[],\"next_week\":{},\"context_management\":{},\"metadata\":{\"user_id\":\"u\"}}";
        UpstreamRequest sent = relay().encode(
                        request(
                                body,
                                false,
                                Headers.of("anthropic-beta", "claude-code-20250219, next-week-2027-01-01")),
                        CLAUDE);
        assertEquals(
                "{\"messages\":[],\"metadata\":{\"user_id\":\"u\"},\"anthropic_version\":\"bedrock-2023-05-31\"}",
                sent.body().utf8());
        assertTrue(sent.changes().toString().contains("next-week-2027-01-01"), sent.changes()::toString);
        assertTrue(sent.changes().toString().contains("next_week"), sent.changes()::toString);
        UpstreamRequest allowed = relay("next-week-2027-01-01")
                .encode(request(body, false, Headers.of("anthropic-beta", "next-week-2027-01-01")), CLAUDE);
        assertTrue(
                allowed.body().utf8().contains("\"next_week\":{}"),
                allowed.body().utf8());
        assertFalse(
                allowed.body().utf8().contains("context_management"),
                allowed.body().utf8());
    }

    @Test
    void eventsAreHandedOnAsTheyStandInTheFrames() {
        Bytes stream = TestingBedrock.chunks(SIGNED, "{\"type\":\"message_stop\"}");
        RelayObserver observer = relay().observer(request("{}", true, Headers.none()));
        StringBuilder relayed = new StringBuilder();
        for (UpstreamEvent frame : ReferenceFraming.split(Framing.AWS_EVENT_STREAM, stream)) {
            observer.observe(frame);
            relayed.append(observer.relayed(frame).utf8());
        }
        assertEquals(
                "event: content_block_delta\ndata: " + SIGNED
                        + "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                relayed.toString());
        assertTrue(observer.complete());
        Headers head = observer.headers(
                Headers.of("content-type", "application/vnd.amazon.eventstream", "x-amzn-requestid", "r-1"));
        assertEquals(Optional.of("text/event-stream; charset=utf-8"), head.first("content-type"));
        assertEquals(Optional.of("r-1"), head.first("x-amzn-requestid"));
    }

    @Test
    void exceptionsInAStreamAreFailures() {
        assertFailure("throttlingException", "{\"message\":\"Too many requests\"}", ErrorKind.RATE_LIMIT, 429);
        assertFailure(
                "validationException",
                "{\"message\":\"Input is too long for requested model.\"}",
                ErrorKind.CONTEXT_WINDOW,
                400);
        assertFailure("validationException", "{\"message\":\"Bad\"}", ErrorKind.INVALID_REQUEST, 400);
        assertFailure("internalServerException", "{\"message\":\"Oops\"}", ErrorKind.UPSTREAM, 502);
        assertFailure("serviceUnavailableException", "{}", ErrorKind.OVERLOADED, 503);
        assertFailure("modelTimeoutException", "{}", ErrorKind.UPSTREAM_TIMEOUT, 504);
        assertFailure("modelStreamErrorException", "{\"message\":\"x\"}", ErrorKind.UPSTREAM, 502);
        assertFailure(
                "modelStreamErrorException",
                "{\"message\":\"x\",\"originalStatusCode\":429,\"originalMessage\":\"y\"}",
                ErrorKind.RATE_LIMIT,
                429);
        assertFailure("neverHeardOfException", "not json", ErrorKind.UPSTREAM, 502);
    }

    private void assertFailure(String type, String payload, ErrorKind kind, int status) {
        UpstreamEvent frame = ReferenceFraming.split(Framing.AWS_EVENT_STREAM, AwsFrames.exception(type, payload))
                .getFirst();
        RelayObserver observer = relay().observer(request("{}", true, Headers.none()));
        Observation observation = observer.observe(frame);
        assertEquals(Observation.Kind.FAILURE, observation.kind());
        assertEquals(kind, observation.error().orElseThrow().kind(), type);
        assertEquals(status, observation.error().orElseThrow().status(), type);
        assertEquals(Optional.of(type), observation.error().orElseThrow().code());
        assertEquals(Bytes.empty(), observer.relayed(frame));
        for (String model : List.of("amazon.nova-pro-v1:0", CLAUDE.model())) {
            var decoder = provider()
                    .abilities()
                    .translator(Operation.CHAT)
                    .orElseThrow()
                    .decoder();
            assertEquals(
                    kind,
                    decoder.decode(frame).getFirst().failure().orElseThrow().kind(),
                    model);
            assertEquals(List.of(), decoder.end());
        }
    }

    @Test
    void aFaultOfTheConnectionIsAFailureToo() {
        UpstreamEvent frame = ReferenceFraming.split(
                        Framing.AWS_EVENT_STREAM,
                        AwsFrames.frame(
                                Map.of(
                                        ":message-type", "error",
                                        ":error-code", "InternalFailure",
                                        ":error-message", "broken"),
                                ""))
                .getFirst();
        Observation observation =
                relay().observer(request("{}", true, Headers.none())).observe(frame);
        assertEquals("broken", observation.error().orElseThrow().message());
    }

    @Test
    void translatedCallsToClaudeAreWrittenInItsOwnFormat() {
        ChatRequest request = ChatRequest.builder(
                        "public", List.of(Message.of(Role.USER, List.of(new Block.Text("Hi")))))
                .serviceTier("flex")
                .extras(Extras.of(
                        Wire.ANTHROPIC_MESSAGES,
                        Map.of("anthropic_beta", new JsonText("[\"next-week-2027-01-01\",\"effort-2025-11-24\"]"))))
                .build();
        UpstreamRequest sent =
                provider().abilities().translator(Operation.CHAT).orElseThrow().encode(request, CLAUDE);
        assertEquals(
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\","
                        + "\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}],\"anthropic_beta\":[\"effort-2025-11-24\"]}",
                sent.body().utf8());
        assertEquals(Optional.of("flex"), sent.headers().first("x-amzn-bedrock-service-tier"));
        assertEquals(1, sent.changes().size(), sent.changes()::toString);
    }

    @Test
    void tokensOfClaudeAreCountedWithTheRequestWithin() {
        ChatRequest request = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi"))).stream(true)
                .build();
        var counter = provider().abilities().translator(Operation.COUNT_TOKENS).orElseThrow();
        UpstreamRequest sent = counter.encode(request, CLAUDE);
        assertEquals(
                "https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
                        + "anthropic.claude-haiku-4-5-20251001-v1%3A0/count-tokens",
                sent.url().toString());
        assertTrue(
                sent.body().utf8().startsWith("{\"input\":{\"invokeModel\":{\"body\":\"eyJ"),
                sent.body().utf8());
        UpstreamRequest nova = counter.encode(request, Target.of("b", "amazon.nova-pro-v1:0"));
        assertEquals(
                "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}}}",
                nova.body().utf8());
    }
}
