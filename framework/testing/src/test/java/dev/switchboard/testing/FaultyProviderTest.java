package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that stumbles over its upstream costs one attempt, and neither a connection nor the caller's good name. */
class FaultyProviderTest {
    private static final String CONFIG = """
            providers:
              odd: {type: odd, url: "${env:UPSTREAM_URL}/odd"}
              spare: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-spare}
            models:
              alone: {targets: [{provider: odd, model: one}]}
              backed:
                targets:
                  - {provider: odd, model: one, weight: 1000000}
                  - {provider: spare, model: two, weight: 0}
            """;

    private final Gate rest = Gate.closed();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", "/v1/chat/completions", Chat.stream());
        gateway = Gateways.surviving()
                .plugin(new OddPlugin())
                .upstream(upstream)
                .config(CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        rest.open();
        gateway.close();
        upstream.close();
    }

    /** The first event is what the decoder stumbles over; the rest of the stream never comes. */
    private void oddAnswers(String first) {
        upstream.on(
                "POST",
                "/v1/odd",
                Reply.status(200)
                        .header("content-type", "text/event-stream")
                        .chunked()
                        .data(first)
                        .hold(rest)
                        .done()
                        .build());
    }

    @Test
    void malformedJsonOfTheUpstreamIsItsFaultAndLeadsToTheNextTarget() throws IOException {
        oddAnswers("{broken");
        assertEquals(502, gateway.post(Chat.PATH, Chat.streamed("alone")).status());
        assertEquals(200, gateway.post(Chat.PATH, Chat.streamed("backed")).status());
    }

    @Test
    void aDecoderThatThrowsLeavesNoConnectionBehind() throws IOException {
        oddAnswers("{\"throw\":true}");
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("alone"));

        assertEquals(500, reply.status());
        assertFalse(reply.text().contains("decoder's own words"), reply::text);
        upstream.awaitOpenConnections(0);
    }

    /** Settings of the provider that stumbles. */
    record OddConfig(URI url) {}

    private static final class OddPlugin implements Plugin {
        @Override
        public List<ProviderFactory<?>> providers() {
            return List.of(new OddFactory());
        }
    }

    private static final class OddFactory implements ProviderFactory<OddConfig> {
        @Override
        public String type() {
            return "odd";
        }

        @Override
        public Class<OddConfig> configType() {
            return OddConfig.class;
        }

        @Override
        public Provider create(String name, OddConfig config, PluginContext context) {
            Abilities abilities = Abilities.builder()
                    .translate(Operation.CHAT, new OddTranslator(config.url()))
                    .build();
            return new Odd(abilities, Set.of(config.url()));
        }
    }

    private record Odd(Abilities abilities, Set<URI> destinations) implements Provider {}

    private record OddTranslator(URI url) implements Translator<ChatRequest, ChatResponse, ChatEvent> {
        @Override
        public UpstreamRequest encode(ChatRequest request, Target target) {
            return UpstreamRequest.post(url, Headers.none(), Bytes.utf8("{}"));
        }

        @Override
        public ChatResponse decode(UpstreamReply reply) {
            throw new IllegalStateException("not asked for here");
        }

        @Override
        public StreamDecoder<ChatEvent> decoder() {
            return new StreamDecoder<>() {
                @Override
                public List<ChatEvent> decode(UpstreamEvent event) {
                    JsonDocument.parse(event.data());
                    throw new IllegalStateException("the decoder's own words");
                }

                @Override
                public List<ChatEvent> end() {
                    return List.of();
                }
            };
        }

        @Override
        public GatewayError error(UpstreamReply reply) {
            return GatewayError.of(ErrorKind.UPSTREAM, "odd");
        }
    }
}
