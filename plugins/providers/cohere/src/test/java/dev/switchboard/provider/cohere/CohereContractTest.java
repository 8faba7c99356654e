package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
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
import dev.switchboard.testkit.contract.ParameterSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.SampleRequests;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

class CohereContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"c-1","message":{"role":"assistant","content":[{"type":"text","text":"Hello"}]},"finish_reason":"COMPLETE",
            "usage":{"billed_units":{"input_tokens":3,"output_tokens":1},"tokens":{"input_tokens":60,"output_tokens":2}}}
            """;
    private static final String STREAM = """
            event: message-start
            data: {"id":"c-1","type":"message-start","delta":{"message":{"role":"assistant","content":[]}}}

            event: content-start
            data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}}

            event: content-delta
            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"Hel"}}}}

            event: content-delta
            data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"lo"}}}}

            event: content-end
            data: {"type":"content-end","index":0}

            event: message-end
            data: {"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"billed_units":{"input_tokens":3,"output_tokens":1}}}}

            data: [DONE]

            """;
    private static final String VECTORS =
            "{\"id\":\"e-1\",\"embeddings\":{\"float\":[[0.5,-1]]},\"meta\":{\"billed_units\":{\"input_tokens\":2}}}";
    private static final String RANKS =
            "{\"id\":\"r-1\",\"results\":[{\"index\":1,\"relevance_score\":0.75},{\"index\":0,\"relevance_score\":0.5}],"
                    + "\"meta\":{\"api_version\":{\"version\":\"2\"},\"billed_units\":{\"search_units\":1}}}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        CohereConfig config = new CohereConfig(secret() + "\n", URI.create("https://api.cohere.com"), Map.of());
        return new CohereProviderFactory().create("cohere", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi")),
                OptionalInt.of(256),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.of(EmbeddingRequest.Task.QUERY),
                Optional.empty(),
                Extras.NONE);
        return List.of(
                TranslatorSample.of(Operation.CHAT, chat, REPLY).streamed(Framing.SSE, STREAM),
                TranslatorSample.of(Operation.EMBEDDING, embedding, VECTORS),
                TranslatorSample.of(Operation.RERANK, SampleRequests.rerank(), RANKS));
    }

    /** Cohere reads documents of text. */
    @Override
    protected ParameterSample sampleOf(ChatParameter parameter) {
        if (parameter != ChatParameter.DOCUMENTS) {
            return super.sampleOf(parameter);
        }
        Block document = new Block.Document(new Media.Inline("text/plain", "SGk="), Optional.empty(), Annotations.NONE);
        return new ParameterSample(
                ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                        .build(),
                ChatRequest.builder("public", List.of(Message.of(Role.USER, List.of(new Block.Text("Hi"), document))))
                        .build());
    }

    @Override
    protected List<RelaySample> relays() {
        return List.of(RelaySample.of(
                Wire.COHERE_RERANK,
                "{\"model\":\"public\",\"query\":\"Hi\",\"documents\":[\"a\"]}",
                RANKS,
                Usage.builder().set(Bucket.REQUESTS, 1).build()));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, message("Incorrect API key provided: x."), ErrorKind.AUTHENTICATION),
                ErrorSample.of(404, message("model 'x' not found, make sure"), ErrorKind.NOT_FOUND),
                ErrorSample.of(
                        400,
                        message("too many tokens: total number of tokens in the prompt cannot exceed 4081 - received"
                                + " 4292. Try using a shorter prompt, or enabling prompt truncating."),
                        ErrorKind.CONTEXT_WINDOW),
                ErrorSample.of(400, message("invalid request: temperature must be"), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(422, message("no text"), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(
                        429,
                        message("You are using a Trial key, which is limited to 1000 API calls / month."),
                        ErrorKind.QUOTA),
                ErrorSample.of(429, message("too many requests"), ErrorKind.RATE_LIMIT),
                ErrorSample.of(402, message("billing limit"), ErrorKind.QUOTA),
                ErrorSample.of(500, message("internal server error"), ErrorKind.UPSTREAM),
                ErrorSample.of(503, message("busy"), ErrorKind.OVERLOADED));
    }

    private static String message(String words) {
        return "{\"id\":\"x-1\",\"message\":\"" + words + "\"}";
    }
}
