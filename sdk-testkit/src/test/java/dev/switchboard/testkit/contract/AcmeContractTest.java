package dev.switchboard.testkit.contract;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The suite accepts a provider that does everything right. */
class AcmeContractTest extends ProviderContract {
    static final Wire WIRE = new Wire("acme.chat");
    static final String STREAM = "data: {\"t\":\"Hel\"}\n\ndata: {\"t\":\"lo\"}\n\ndata: {\"end\":true}\n\n";
    static final TranslatorSample<ChatRequest, ChatResponse, ChatEvent> CHAT = TranslatorSample.of(
                    Operation.CHAT,
                    ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                            .build(),
                    "{\"text\":\"Hello\"}")
            .streamed(Framing.SSE, STREAM);
    static final RelaySample RELAY = RelaySample.of(
                    WIRE,
                    "{ \"model\":\"public\", \"prompt\":\"Hi\" }",
                    "{\"text\":\"Hello\",\"tokens\":5}",
                    Usage.builder().set(Usage.Bucket.OUTPUT, 5).build())
            .streamed(Framing.SSE, STREAM);

    @Override
    protected Provider create() {
        LocalModel<EmbeddingRequest, EmbeddingResponse, StreamEvent.None> zeros =
                (request, _) -> new EmbeddingResponse(request.model(), List.of(new float[3]), Usage.none());
        Abilities abilities = Abilities.builder()
                .translate(Operation.CHAT, new TestingTranslator())
                .local(Operation.EMBEDDING, zeros)
                .relay(WIRE, new TestingRelay())
                .build();
        return new Acme(abilities, Set.of(URI.create("https://api.acme.test")));
    }

    private record Acme(Abilities abilities, Set<URI> destinations) implements Provider {}

    @Override
    protected String secret() {
        return TestingTranslator.SECRET;
    }

    @Override
    protected Target target() {
        return Target.of("acme", "acme-1");
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        return List.of(CHAT);
    }

    @Override
    protected List<LocalSample<?, ?, ?>> localModels() {
        EmbeddingRequest request = new EmbeddingRequest(
                "zeros",
                List.of(new EmbeddingRequest.Input.Text("x")),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        return List.of(new LocalSample<>(Operation.EMBEDDING, request, false));
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of(RELAY);
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, "{\"error\":\"who?\"}", ErrorKind.AUTHENTICATION),
                ErrorSample.of(429, "{\"error\":\"slow down\"}", ErrorKind.RATE_LIMIT));
    }
}
