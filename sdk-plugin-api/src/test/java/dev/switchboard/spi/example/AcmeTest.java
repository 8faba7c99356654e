package dev.switchboard.spi.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcmeTest {
    private static final AcmeConfig CONFIG = new AcmeConfig("sk-fake-acme", URI.create("https://api.acme.example/v1"));
    private static final Target TARGET = Target.of("acme", "acme-1");
    private static final Usage USAGE = Usage.builder()
            .set(Usage.Bucket.INPUT, 8)
            .set(Usage.Bucket.CACHE_READ, 4)
            .set(Usage.Bucket.OUTPUT, 3)
            .build();

    private final Abilities abilities = new AcmePlugin()
            .providers().stream()
                    .map(factory -> ((AcmeProviderFactory) factory).create("acme", CONFIG, new TestingContext()))
                    .findFirst()
                    .orElseThrow()
                    .abilities();
    private final Translator<ChatRequest, ChatResponse, ChatEvent> translator =
            abilities.translator(Operation.CHAT).orElseThrow();

    // @start region="test"
    @Test
    void writesTheUpstreamRequest() {
        ChatRequest request = ChatRequest.builder("public-name", List.of(Message.of(Role.USER, "Hello")))
                .maxOutputTokens(50)
                .build();

        UpstreamRequest upstream = translator.encode(request, TARGET);

        assertEquals(URI.create("https://api.acme.example/v1/generate"), upstream.url());
        assertEquals(
                "{\"model\":\"acme-1\",\"prompt\":\"Hello\",\"stream\":false,\"limit\":50}",
                upstream.body().utf8());
    }
    // @end

    @Test
    void refusesWhatAcmeCannotDo() {
        Tool tool = new Tool.Function("f", Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE);
        ChatRequest request =
                ChatRequest.builder("m", List.of()).tools(List.of(tool)).build();

        GatewayException refused = assertThrows(GatewayException.class, () -> translator.encode(request, TARGET));

        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
        assertEquals(Optional.of("tools"), refused.error().param());
    }

    @Test
    void readsAWholeReply() {
        ChatResponse response = translator.decode(reply(
                200,
                "{\"id\":\"r-1\",\"model\":\"acme-1\",\"created\":1700000000,\"text\":\"Hi\",\"end\":\"limit\","
                        + "\"in\":12,\"cached\":4,\"out\":3}"));

        assertEquals(StopReason.MAX_TOKENS, response.choices().getFirst().stopReason());
        assertEquals(USAGE, response.usage());
    }

    @Test
    void aReplyThatIsNoneIsTheUpstreamsFault() {
        for (String body : List.of("", "<html>", "{}", "{\"id\":1}")) {
            GatewayException failure =
                    assertThrows(GatewayException.class, () -> translator.decode(reply(200, body)), body);
            assertEquals(ErrorKind.UPSTREAM, failure.error().kind());
        }
    }

    @Test
    void readsAStream() {
        StreamDecoder<ChatEvent> decoder = translator.decoder();
        ChatAccumulator whole = new ChatAccumulator();
        for (String data : List.of(
                "{\"id\":\"r-1\",\"model\":\"acme-1\",\"created\":1700000000}",
                "",
                "{\"text\":\"Hel\"}",
                "{\"text\":\"lo\"}",
                "{\"end\":\"stop\",\"in\":12,\"cached\":4,\"out\":3}")) {
            decoder.decode(UpstreamEvent.sse(data)).forEach(whole::add);
        }
        decoder.end().forEach(whole::add);

        ChatResponse response = whole.response();
        assertEquals(
                "Hello",
                Message.of(Role.ASSISTANT, response.choices().getFirst().content())
                        .text());
        assertEquals(USAGE, response.usage());
    }

    @Test
    void aCutStreamIsNoReply() {
        StreamDecoder<ChatEvent> decoder = translator.decoder();
        decoder.decode(UpstreamEvent.sse("{\"id\":\"r-1\",\"model\":\"acme-1\",\"created\":1}"));

        assertEquals(
                ErrorKind.UPSTREAM,
                assertThrows(GatewayException.class, decoder::end).error().kind());
    }

    @Test
    void readsErrorsOfEveryShape() {
        GatewayError limited = translator.error(new UpstreamReply(
                429, Headers.of("retry-after", "7"), Bytes.utf8("{\"error\":\"Slow down\",\"reason\":\"busy\"}")));
        assertEquals(ErrorKind.RATE_LIMIT, limited.kind());
        assertEquals("Slow down", limited.message());
        assertEquals(Optional.of(Duration.ofSeconds(7)), limited.retryAfter());

        assertEquals(
                ErrorKind.CONTEXT_WINDOW,
                translator
                        .error(reply(400, "{\"error\":\"no\",\"reason\":\"too_long\"}"))
                        .kind());
        assertEquals("Acme answered 502", translator.error(reply(502, "<html>")).message());
        assertEquals(503, translator.error(reply(503, "")).status());
    }

    @Test
    void relaysTheCallersBytes() {
        JsonDocument body = JsonDocument.parse(
                Bytes.utf8("{ \"model\": \"public\", \"unknown\": 1.50, \"messages\": [ ], \"stream\": true }"));
        RelayRequest request = new RelayRequest(
                Wire.OPENAI_CHAT,
                Headers.of("content-type", "application/json", "x-beta", "on"),
                Optional.empty(),
                body.edit(),
                true,
                true);

        UpstreamRequest upstream = relay().encode(request, TARGET);

        assertEquals(
                "{ \"model\": \"acme-1\", \"unknown\": 1.50, \"messages\": [ ], \"stream\": true"
                        + ",\"stream_options\":{\"include_usage\":true} }",
                upstream.body().utf8());
        assertEquals(Optional.of("on"), upstream.headers().first("x-beta"));
        assertEquals(List.of("application/json"), upstream.headers().all("content-type"));
        assertEquals(Optional.of("Bearer sk-fake-acme"), upstream.headers().first("authorization"));
    }

    @Test
    void watchesARelayedStream() {
        RelayObserver observer = relay().observer(new RelayRequest(
                Wire.OPENAI_CHAT,
                Headers.none(),
                Optional.empty(),
                JsonDocument.parse(Bytes.utf8("{}")).edit(),
                true,
                true));

        assertEquals(Observation.CONTENT, observer.observe(UpstreamEvent.sse("{\"delta\":{\"content\":\"a\"}}")));
        Observation usage = observer.observe(
                UpstreamEvent.sse("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}"));
        assertEquals(Observation.Kind.USAGE_ONLY, usage.kind());
        assertEquals(7, usage.usage().orElseThrow().totalTokens());
        assertFalse(observer.complete());
        assertEquals(Observation.END, observer.observe(UpstreamEvent.sse("[DONE]")));
        assertTrue(observer.complete());
    }

    @Test
    void settingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new AcmeConfig(" ", CONFIG.baseUrl()));
        assertEquals(
                "acme", new AcmeProviderFactory().wellKnownKeys().getFirst().routePrefix());
    }

    private Relay relay() {
        return abilities.relay(Wire.OPENAI_CHAT).orElseThrow();
    }

    private static UpstreamReply reply(int status, String body) {
        return new UpstreamReply(status, Headers.none(), Bytes.utf8(body));
    }
}
