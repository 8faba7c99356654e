package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.provider.anthropic.AnthropicConfig;
import dev.switchboard.provider.anthropic.AnthropicProviderFactory;
import dev.switchboard.provider.cohere.CohereConfig;
import dev.switchboard.provider.cohere.CohereProviderFactory;
import dev.switchboard.provider.gemini.GeminiConfig;
import dev.switchboard.provider.gemini.GeminiProviderFactory;
import dev.switchboard.provider.ollama.OllamaConfig;
import dev.switchboard.provider.ollama.OllamaProviderFactory;
import dev.switchboard.provider.openai.OpenAiConfig;
import dev.switchboard.provider.openai.OpenAiProviderFactory;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.OpenAiWire.ChatApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What providers with chat formats of their own said means the same to callers of every dialect. The provider of the caller's
 * format reads what the gateway wrote, since it knows that format best.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryDialectTest {
    private static final ChatRequest HI =
            ChatRequest.builder("m", List.of(Message.of(Role.USER, "hi"))).build();
    private static final String KEY = "sk-fake-reader";
    private static final URI ANYWHERE = URI.create("http://localhost");

    private MockUpstream upstream;
    private TestingGateway gateway;

    /** A dialect as callers see it, and the provider that reads replies in its format. */
    private enum Dialect {
        CHAT(Chat.PATH, Chat.PATH, Chat.request("%s"), openAi(ChatApi.CHAT_COMPLETIONS)),
        RESPONSES("/v1/responses", "/v1/responses", "{\"model\":\"%s\",\"input\":\"hi\"}", openAi(ChatApi.RESPONSES)),
        MESSAGES(
                "/v1/messages",
                "/v1/messages",
                "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                reader(
                        new AnthropicProviderFactory(),
                        new AnthropicConfig(KEY, ANYWHERE, "2023-06-01", List.of(), 100, Map.of()))),
        GEMINI(
                "/v1beta/models/%s:generateContent",
                "/v1beta/models/%s:streamGenerateContent?alt=sse",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}",
                reader(new GeminiProviderFactory(), new GeminiConfig(KEY, ANYWHERE, Map.of())));

        private final String path;
        private final String streamPath;
        private final String body;
        private final Reader reader;

        Dialect(String path, String streamPath, String body, Reader reader) {
            this.path = path;
            this.streamPath = streamPath;
            this.body = body;
            this.reader = reader;
        }

        RawReply ask(TestingGateway gateway, String model, boolean stream) throws IOException {
            String whole = body.formatted(model);
            return stream
                    ? gateway.post(streamPath.formatted(model), whole.replaceFirst("\\{", "{" + streamMembers()))
                    : gateway.post(path.formatted(model), whole);
        }

        private String streamMembers() {
            return switch (this) {
                case CHAT -> "\"stream\":true,\"stream_options\":{\"include_usage\":true},";
                case RESPONSES, MESSAGES -> "\"stream\":true,";
                case GEMINI -> "";
            };
        }
    }

    /** Providers whose recordings are replayed, as they are called in the configuration, and what reads them directly. */
    private enum Vendor {
        COHERE(
                "cohere",
                "/v2/chat",
                Framing.SSE,
                reader(new CohereProviderFactory(), new CohereConfig(KEY, ANYWHERE, Map.of()))),
        OLLAMA(
                "ollama",
                "/api/chat",
                Framing.NDJSON,
                reader(
                        new OllamaProviderFactory(),
                        new OllamaConfig(ANYWHERE, Optional.empty(), Optional.empty(), Optional.empty(), Map.of()))),
        MISTRAL("mistral", "/v1/chat/completions", Framing.SSE, openAi(ChatApi.CHAT_COMPLETIONS));

        private final String type;
        private final String path;
        private final Framing framing;
        private final Reader reader;

        Vendor(String type, String path, Framing framing, Reader reader) {
            this.type = type;
            this.path = path;
            this.framing = framing;
            this.reader = reader;
        }

        boolean said(Recording recording) {
            return recording.provider().equals(type)
                    && recording
                            .request()
                            .filter(request ->
                                    URI.create(request.url()).getPath().equals(path))
                            .isPresent();
        }
    }

    /** Reads replies in a provider's format. */
    private record Reader(Translator<ChatRequest, ChatResponse, ChatEvent> translator) {
        ChatResponse read(Framing framing, boolean stream, Bytes body) {
            if (!stream) {
                return translator.decode(reply(200, body), HI);
            }
            StreamDecoder<ChatEvent> decoder = translator.decoder(HI);
            ChatAccumulator whole = new ChatAccumulator();
            ReferenceFraming.split(framing, body)
                    .forEach(event -> decoder.decode(event).forEach(whole::add));
            decoder.end().forEach(whole::add);
            assertTrue(whole.complete(), body::utf8);
            return whole.response();
        }

        GatewayError error(int status, byte[] body) {
            return translator.error(reply(status, Bytes.wrap(body)));
        }

        private static UpstreamReply reply(int status, Bytes body) {
            return new UpstreamReply(status, Headers.of("content-type", "application/json"), body);
        }
    }

    private static <C extends Record> Reader reader(ProviderFactory<C> factory, C config) {
        return new Reader(factory.create("reader", config, TestingContext.in(Path.of("")))
                .abilities()
                .translator(Operation.CHAT)
                .orElseThrow());
    }

    private static Reader openAi(ChatApi api) {
        return reader(
                new OpenAiProviderFactory(),
                new OpenAiConfig(KEY, ANYWHERE, Optional.empty(), Optional.empty(), Optional.of(api), Map.of()));
    }

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  cohere: {type: cohere, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  ollama: {type: ollama, base-url: "${env:UPSTREAM_URL}"}
                  mistral: {type: openai-compatible, vendor: mistral, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  mistral: {targets: [{provider: mistral, model: m}]}
                  cohere: {targets: [{provider: cohere, model: m}]}
                  ollama: {targets: [{provider: ollama, model: m}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    /** The parts of a reply that every format can say. */
    private record Meaning(String text, String thinking, List<String> tools, StopReason stop, long tokens) {
        static Meaning of(ChatResponse response) {
            ChatResponse.Choice choice = response.choices().getFirst();
            StringBuilder text = new StringBuilder();
            StringBuilder thinking = new StringBuilder();
            List<String> tools = new ArrayList<>();
            for (Block block : choice.content()) {
                switch (block) {
                    case Block.Text said -> text.append(said.text());
                    case Block.Thinking thought -> thinking.append(thought.text());
                    case Block.ToolUse use ->
                        tools.add(use.name()
                                + JsonValue.read(Bytes.utf8(use.input()))
                                        .map(Meaning::members)
                                        .orElse("[]"));
                    default -> throw new AssertionError("not expected of these providers: " + block);
                }
            }
            return new Meaning(
                    text.toString(),
                    thinking.toString(),
                    tools,
                    choice.stopReason(),
                    response.usage().totalTokens());
        }

        private static String members(JsonValue input) {
            return input.members().entrySet().stream()
                    .map(member ->
                            member.getKey() + "=" + member.getValue().text().text())
                    .toList()
                    .toString();
        }
    }

    private Stream<DynamicTest> each(Predicate<Recording> wanted, Check check) {
        return Stream.of(Vendor.values())
                .flatMap(vendor -> Stream.of(Dialect.values())
                        .flatMap(dialect -> Recordings.locate()
                                .tests(recording -> vendor.said(recording) && wanted.test(recording), recording -> {
                                    upstream.otherwise(_ -> recording.reply(Chunking.insideCharacters()));
                                    check.accept(vendor, dialect, recording);
                                })
                                .map(test -> DynamicTest.dynamicTest(
                                        dialect + " " + test.getDisplayName(), test.getExecutable()))));
    }

    /** What shall hold of a recording. */
    private interface Check {
        void accept(Vendor vendor, Dialect dialect, Recording recording) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        return each(recording -> recording.response().status() == 200, (vendor, dialect, recording) -> {
            boolean stream = recording.response().stream();

            RawReply reply = dialect.ask(gateway, vendor.type, stream);

            assertEquals(200, reply.status(), reply::text);
            assertEquals(
                    Meaning.of(vendor.reader.read(
                            vendor.framing,
                            stream,
                            Bytes.wrap(recording.response().body()))),
                    Meaning.of(dialect.reader.read(Framing.SSE, stream, Bytes.wrap(reply.body()))),
                    reply::text);
        });
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        return each(recording -> recording.response().status() != 200, (vendor, dialect, recording) -> {
            RawReply reply = dialect.ask(gateway, vendor.type, false);

            assertEquals(recording.response().status(), reply.status(), reply::text);
            assertEquals(
                    vendor.reader
                            .error(
                                    recording.response().status(),
                                    recording.response().body())
                            .message(),
                    dialect.reader.error(reply.status(), reply.body()).message());
        });
    }
}
