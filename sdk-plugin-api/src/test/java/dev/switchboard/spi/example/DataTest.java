package dev.switchboard.spi.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.stream.EventStream;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples about data. */
class DataTest {
    @Test
    void editsJson() {
        // @start region="json"
        JsonDocument body = JsonDocument.parse(Bytes.utf8("{\"model\": \"fast\", \"seed\": 1e3, \"user\": \"ada\"}"));

        Bytes changed = body.edit()
                .set("model", JsonText.string("gpt-4o"))
                .setIfAbsent("stream", JsonText.TRUE)
                .remove("user")
                .build();

        assertEquals("{\"model\": \"gpt-4o\", \"seed\": 1e3,\"stream\":true}", changed.utf8());
        // @end
    }

    @Test
    void holdsAnswersToASchema() {
        // @start region="schema"
        // As a rule the table is the file schema.json beside a class: SchemaRules.beside(AcmeTranslator.class).
        SchemaRules rules = SchemaRules.read(JsonValue.parse(Bytes.utf8("""
                {"take": ["type", "properties", "required", "additionalProperties", "enum"],
                 "closed": true,
                 "sources": ["https://docs.acme.example/structured-output"]}""")));
        Changes changes = new Changes();

        JsonText schema = new JsonText("{\"type\":\"object\",\"properties\":{\"unit\":{\"const\":\"C\"}}}");
        JsonText written = rules.adapt(schema, SchemaRules.ANSWER, changes);

        assertTrue(written.text().contains("\"enum\":[\"C\"]"), written.text());
        assertTrue(written.text().contains("\"additionalProperties\":false"), written.text());
        assertEquals(1, changes.list().size()); // the caller is told that the object had to be closed

        JsonText tooMuch = new JsonText("{\"type\":\"object\",\"properties\":{},\"minProperties\":1}");
        GatewayException refused =
                assertThrows(GatewayException.class, () -> rules.adapt(tooMuch, SchemaRules.ANSWER, changes));
        assertTrue(
                refused.error().message().contains("minProperties"),
                refused.error().message());
        // @end
    }

    @Test
    void countsInBuckets() {
        // @start region="usage"
        // OpenAI reports overlapping numbers: 100 prompt tokens, 80 of them cached; 50 completion tokens, 20 of them
        // reasoning; 150 in total.
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 100 - 80)
                .set(Bucket.CACHE_READ, 80)
                .set(Bucket.OUTPUT, 50 - 20)
                .set(Bucket.REASONING, 20)
                .build(150);

        assertEquals(100, usage.inputTokens());
        assertEquals(50, usage.outputTokens());
        // @end
    }

    @Test
    void saysWhatWentWrong() {
        // @start region="error"
        GatewayException refused = GatewayError.builder(
                        ErrorKind.INVALID_REQUEST, "temperature: 3.5 (expected: 0 to 2). Send a smaller one.")
                .code("out_of_range")
                .param("temperature")
                .build()
                .asException();

        assertEquals(400, refused.error().status());
        assertEquals("temperature: 3.5 (expected: 0 to 2). Send a smaller one.", refused.getMessage());
        // @end
    }

    @Test
    void keepsHeadersInOrder() {
        // @start region="headers"
        Headers caller = Headers.of("Content-Type", "application/json", "anthropic-beta", "a", "anthropic-beta", "b");

        Headers upstream = caller.toBuilder().set("x-api-key", "sk-fake-1").build();

        assertEquals(List.of("a", "b"), upstream.all("Anthropic-Beta"));
        assertEquals("Headers[Content-Type, anthropic-beta, anthropic-beta, x-api-key]", upstream.toString());
        // @end
    }

    @Test
    void slicesBytes() {
        // @start region="bytes"
        Bytes event = Bytes.utf8("data: {\"text\":\"hé\"}\n\n");

        Bytes data = event.slice(6, event.length() - 2);

        assertEquals("{\"text\":\"hé\"}", data.utf8());
        assertEquals("Bytes[14]", data.toString()); // never the content, which may be confidential
        // @end
    }

    @Test
    void asksWithBlocks() {
        // @start region="chat"
        Message question = Message.of(
                Role.USER,
                List.of(
                        new Block.Text("What is this?"),
                        new Block.Image(
                                new Media.Remote("https://example.com/cat.png", Optional.empty()),
                                Optional.of("low"),
                                Annotations.NONE)));
        ChatRequest request = ChatRequest.builder("gpt-4o", List.of(question))
                .maxOutputTokens(200)
                .build();

        assertEquals("What is this?", request.messages().getFirst().text());
        // @end
    }

    @Test
    void keepsFormatsApart() {
        // @start region="wire"
        Extras extras = Extras.of(Wire.OPENAI_CHAT, Map.of("logit_bias", JsonText.parse("{\"50256\":-100}")));
        Changes changes = new Changes();
        changes.dropped("logit_bias", "only the format openai.chat has it");

        assertEquals(Set.of("logit_bias"), extras.in(Wire.OPENAI_CHAT).keySet());
        assertEquals(Set.of(), extras.in(Wire.ANTHROPIC_MESSAGES).keySet());
        assertEquals(List.of("logit_bias was left out: only the format openai.chat has it"), changes.list());
        // @end
    }

    @Test
    void putsAStreamTogether() {
        // @start region="stream"
        List<ChatEvent> events = List.of(
                new ChatEvent.Started("r-1", "gpt-4o", Instant.EPOCH, Extras.NONE),
                new ChatEvent.BlockStarted(0, 0, new Block.Text("")),
                new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text("A ")),
                new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text("cat.")),
                new ChatEvent.BlockStopped(0, 0),
                new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty()));

        ChatAccumulator whole = new ChatAccumulator();
        events.forEach(whole::add);

        ChatResponse response = whole.response();
        assertEquals(
                List.of(new Block.Text("A cat.")), response.choices().getFirst().content());
        // @end
    }

    // @start region="local"
    /** A model in this process: one number per text, its length. */
    static final class LengthModel implements LocalModel<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> {
        @Override
        public EmbeddingResponse execute(EmbeddingRequest request, Target target) {
            List<float[]> vectors = request.inputs().stream()
                    .map(input -> new float[] {length(input)})
                    .toList();
            return new EmbeddingResponse(target.model(), vectors, Usage.none());
        }

        private static int length(EmbeddingRequest.Input input) {
            return switch (input) {
                case EmbeddingRequest.Input.Text text -> text.text().length();
                default ->
                    throw GatewayException.of(ErrorKind.UNSUPPORTED, "This model reads texts; send \"input\" as text.");
            };
        }
    }
    // @end

    @Test
    void embedsInThisProcess() {
        EmbeddingRequest request = new EmbeddingRequest(
                "lengths",
                List.of(new EmbeddingRequest.Input.Text("four")),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);

        EmbeddingResponse response = new LengthModel().execute(request, Target.of("local", "lengths"));

        assertArrayEquals(new float[] {4}, response.vectors().getFirst());
    }

    // @start region="events"
    /** A stream over a list. */
    static final class ListStream<E> implements EventStream<E> {
        private final Iterator<E> events;

        ListStream(List<E> events) {
            this.events = events.iterator();
        }

        @Override
        public @Nullable E next() {
            return events.hasNext() ? events.next() : null;
        }

        @Override
        public void close() {}
    }

    static <E extends StreamEvent> long contentEvents(EventStream<E> stream) {
        try (stream) {
            return Stream.iterate(stream.next(), event -> event != null, event -> stream.next())
                    .filter(StreamEvent::meaningful)
                    .count();
        }
    }
    // @end

    @Test
    void pullsAStream() {
        ChatEvent started = new ChatEvent.Started("r-1", "m", Instant.EPOCH, Extras.NONE);
        ChatEvent text = new ChatEvent.BlockDelta(0, 0, new ChatEvent.Delta.Text("a"));

        assertEquals(2, contentEvents(new ListStream<>(List.of(started, text, text))));
    }

    // @start region="outbound"
    /** Fetches an access token; the gateway keeps the connection, the time-out and the egress rules. */
    static String token(Outbound outbound, URI tokenUrl) {
        UpstreamRequest request = UpstreamRequest.post(
                tokenUrl,
                Headers.of("content-type", "application/x-www-form-urlencoded"),
                Bytes.utf8("grant_type=..."));
        UpstreamReply reply = outbound.send(request, Duration.ofSeconds(10));
        if (reply.status() != 200) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the token server answered " + reply.status());
        }
        return JsonDocument.parse(reply.body())
                .string("access_token")
                .orElseThrow(() -> GatewayException.of(ErrorKind.UPSTREAM, "the token server gave no token"));
    }
    // @end

    @Test
    void fetchesAToken() {
        URI url = URI.create("https://login.acme.example/token");
        Outbound answers = (request, timeout) -> new UpstreamReply(
                200,
                Headers.none(),
                Bytes.utf8("{\"access_token\":\"fake-" + request.url().getHost() + "\"}"));
        Outbound refuses = (request, timeout) -> new UpstreamReply(503, Headers.none(), Bytes.empty());

        assertEquals("fake-login.acme.example", token(answers, url));
        assertEquals(
                ErrorKind.UPSTREAM,
                assertThrows(GatewayException.class, () -> token(refuses, url))
                        .error()
                        .kind());
    }

    // @start region="decision"
    static String shorten(String prompt, int limit, ExchangeContext exchange) {
        if (prompt.length() <= limit) {
            return prompt;
        }
        exchange.decide(
                new Decision("guard", "shortener", "cut a prompt of " + prompt.length() + " characters to " + limit));
        return prompt.substring(0, limit);
    }
    // @end

    @Test
    void aChangeLeavesAReason() {
        TestingExchange exchange = new TestingExchange("team/a");

        assertEquals("abc", shorten("abcdef", 3, exchange));
        assertEquals(
                "cut a prompt of 6 characters to 3",
                exchange.decisions.getFirst().reason());
    }

    @Test
    void operationsHaveTypes() {
        // @start region="operation"
        Operation<ChatRequest, ChatResponse, ChatEvent> chat = Operation.CHAT;

        assertEquals("chat", chat.name());
        assertTrue(chat.responseType()
                .isInstance(new ChatAccumulator()
                        .add(new ChatEvent.Started("r-1", "m", Instant.EPOCH, Extras.NONE))
                        .add(new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty()))
                        .response()));
        // @end
    }

    @Test
    void listsModels() {
        // @start region="models"
        ModelList models = new ModelList(List.of(new ModelInfo("gpt-4o", "openai", Instant.EPOCH)));

        List<String> ids = models.models().stream().map(ModelInfo::id).toList();

        assertEquals(List.of("gpt-4o"), ids);
        // @end
    }
}
