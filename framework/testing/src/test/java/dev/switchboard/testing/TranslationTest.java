package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens around a translated call: the caller is told what was left out, and credentials are added last. */
class TranslationTest {
    private static final String CONFIG = """
            providers:
              plain: {type: plain, url: "${env:UPSTREAM_URL}/plain"}
            models:
              m: {targets: [{provider: plain, model: one}]}
            """;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", "/v1/plain", Reply.json(200, "{}"));
        gateway = Gateways.builder()
                .plugin(new PlainPlugin())
                .upstream(upstream)
                .config(CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private RawReply post(String members) throws IOException {
        return gateway.post(
                Chat.PATH, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + members + "}");
    }

    @Test
    void tellsWhatWasLeftOut() throws IOException {
        RawReply reply = post(",\"seed\":7,\"logit_bias\":{\"1\":2}");

        assertEquals(200, reply.status(), reply::text);
        String warning = reply.header("x-switchboard-warning").orElseThrow();
        assertTrue(warning.contains("seed was left out: "), warning);
        assertTrue(warning.contains("logit_bias was left out: "), warning);
        assertTrue(reply.header("x-switchboard-decisions").orElseThrow().contains("seed was left out"));
    }

    @Test
    void saysNothingWhereNothingIsLost() throws IOException {
        RawReply reply = post("");

        assertEquals(200, reply.status(), reply::text);
        assertEquals(Optional.empty(), reply.header("x-switchboard-warning"));
    }

    @Test
    void refusesByNameWithoutAskingTheUpstream() throws IOException {
        RawReply reply = post(",\"n\":3");

        assertEquals(400, reply.status());
        assertTrue(reply.text().contains("\"param\":\"n\""), reply::text);
        assertEquals(0, upstream.requests().size());
    }

    @Test
    void authorizesLast() throws IOException {
        assertEquals(200, post("").status());

        assertEquals(
                Optional.of("one of 8 bytes"), upstream.requests().getLast().header("x-signed"));
    }

    /** Settings of the provider. */
    record PlainConfig(URI url) {}

    private static final class PlainPlugin implements Plugin {
        @Override
        public List<ProviderFactory<?>> providers() {
            return List.of(new PlainFactory());
        }
    }

    private static final class PlainFactory implements ProviderFactory<PlainConfig> {
        @Override
        public String type() {
            return "plain";
        }

        @Override
        public Class<PlainConfig> configType() {
            return PlainConfig.class;
        }

        @Override
        public Provider create(String name, PlainConfig config, PluginContext context) {
            return new SigningProvider(
                    Abilities.builder()
                            .translate(Operation.CHAT, new PlainTranslator(config.url()))
                            .build(),
                    Set.of(config.url()));
        }
    }

    private record SigningProvider(Abilities abilities, Set<URI> destinations) implements Provider {
        @Override
        public UpstreamRequest authorize(UpstreamRequest request) {
            String signature = "one of " + request.body().length() + " bytes";
            return request.withHeaders(
                    request.headers().toBuilder().set("x-signed", signature).build());
        }
    }

    private record PlainTranslator(URI url) implements Translator<ChatRequest, ChatResponse, ChatEvent> {
        private static final ChatSupport SUPPORT = ChatSupport.builder()
                .natively(ChatParameter.values())
                .build()
                .with(Handling.DROPPED, ChatParameter.SEED)
                .with(Handling.REFUSED, ChatParameter.N);

        @Override
        public UpstreamRequest encode(ChatRequest request, Target target) {
            Changes changes = new Changes();
            SUPPORT.apply(request, changes);
            return UpstreamRequest.post(url, Headers.none(), Bytes.utf8("{\"a\": 1}"))
                    .withChanges(changes.list());
        }

        @Override
        public ChatResponse decode(UpstreamReply reply) {
            ChatResponse.Choice choice =
                    new ChatResponse.Choice(0, List.of(new Block.Text("hello")), StopReason.END_TURN, Optional.empty());
            return new ChatResponse("r1", "one", Instant.EPOCH, List.of(choice), Usage.none(), Extras.NONE);
        }

        @Override
        public StreamDecoder<ChatEvent> decoder() {
            throw new AssertionError("nobody asked for a stream");
        }

        @Override
        public GatewayError error(UpstreamReply reply) {
            return GatewayError.of(ErrorKind.UPSTREAM, "no");
        }
    }
}
