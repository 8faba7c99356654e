package dev.switchboard.provider.compatible;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a vendor that has quirks: Mistral, which ends a stream with usage unasked and refuses unknown members. */
class CompatibleContractTest extends ProviderContract {
    private static final String REPLY =
            "{\"id\":\"m1\",\"created\":1,\"model\":\"mistral-small\",\"usage\":{\"prompt_tokens\":9,\"total_tokens\":632,"
                    + "\"completion_tokens\":248,\"prompt_tokens_details\":{\"audio_tokens\":375}},\"object\":\"chat.completion\","
                    + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"tool_calls\":null,"
                    + "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},{\"type\":\"text\",\"text\":\"Hi\"}]}}]}";
    private static final String STREAM =
            "data: {\"id\":\"m1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"
                    + "data: {\"id\":\"m1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"id\":\"VzeppoSaq\",\"index\":0,"
                    + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}],"
                    + "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":1,\"total_tokens\":3}}\n\ndata: [DONE]\n\n";
    private static final String VECTORS =
            "{\"data\":[{\"embedding\":[1.5]}],\"model\":\"mistral-embed\",\"usage\":{\"total_tokens\":2}}";

    @TempDir
    Path directory;

    /** What that vendor is sent for the chat that is relayed. */
    String relayed() {
        return "{\"model\":\"contract-model-7\",\"messages\":[],\"max_tokens\":3}";
    }

    /** The vendor whose quirks are tried. */
    String vendor() {
        return "mistral";
    }

    @Override
    protected Provider create() {
        CompatibleConfig config = new CompatibleConfig(
                Optional.of(vendor()),
                Optional.empty(),
                Optional.of(secret()),
                Map.of(),
                List.of(Capability.CHAT, Capability.EMBEDDINGS),
                TestingQuirks.none());
        return new CompatibleProviderFactory().create(vendor(), config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "fake-mistral-key";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Tokens(List.of(1))),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.BASE64,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.SYSTEM, "Be brief"))).stream(true)
                .build();
        return List.of(
                TranslatorSample.of(Operation.EMBEDDING, embedding, VECTORS),
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM));
    }

    @Override
    protected List<RelaySample> relays() {
        Usage chat = Usage.builder()
                .set(Bucket.INPUT, 9)
                .set(Bucket.INPUT_AUDIO, 375)
                .set(Bucket.OUTPUT, 248)
                .build();
        return List.of(
                RelaySample.of(
                                Wire.OPENAI_CHAT,
                                "{\"max_completion_tokens\":3,\"store\":true,\"model\":\"public\",\"messages\":[]}",
                                REPLY,
                                chat)
                        .streamed(Framing.SSE, STREAM)
                        .sending(relayed()),
                RelaySample.of(
                        Wire.OPENAI_EMBEDDINGS,
                        "{\"model\":\"public\"}",
                        VECTORS,
                        Usage.builder().set(Bucket.INPUT, 2).build()));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, "{\"detail\":\"Invalid API Key\"}", ErrorKind.AUTHENTICATION),
                ErrorSample.of(
                        422,
                        "{\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"extra\"}]}}",
                        ErrorKind.INVALID_REQUEST),
                ErrorSample.of(
                        400,
                        "{\"message\":\"Prompt contains 40000 tokens, too large for model with 32768 maximum context length\"}",
                        ErrorKind.CONTEXT_WINDOW));
    }
}
