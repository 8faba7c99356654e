package dev.switchboard.provider.watsonx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatsonxContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"chat-1","model_id":"ibm/granite","model":"ibm/granite","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"created":1,
            "usage":{"completion_tokens":3,"prompt_tokens":9,"total_tokens":12}}
            """;
    private static final String STREAM = """
            id: 1
            event: message
            data: {"id":"chat-1","model_id":"ibm/granite","choices":[{"index":0,"finish_reason":null,"delta":{"role":"assistant","content":""}}],"created":1}

            id: 2
            event: message
            data: {"id":"chat-1","model_id":"ibm/granite","choices":[{"index":0,"finish_reason":null,"delta":{"content":"Hello"}}],"created":1}

            id: 3
            event: message
            data: {"id":"chat-1","model_id":"ibm/granite","choices":[{"index":0,"finish_reason":"stop","delta":{"content":""}}],"created":1}

            id: 4
            event: message
            data: {"id":"chat-1","model_id":"ibm/granite","choices":[],"created":1,"usage":{"completion_tokens":3,"prompt_tokens":9,"total_tokens":12}}

            """;
    private static final ChatRequest CHAT =
            ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi"))).build();

    @TempDir
    Path directory;

    private final List<UpstreamRequest> asked = new ArrayList<>();

    @Override
    protected Provider create() {
        return provider(Optional.of("fake-project"));
    }

    private Provider provider(Optional<String> project) {
        WatsonxConfig config = new WatsonxConfig(
                URI.create("https://eu-de.ml.cloud.ibm.com/"),
                secret() + "\n",
                project,
                Optional.empty(),
                "2025-02-06",
                URI.create("https://iam.cloud.ibm.com/identity/token"),
                Map.of());
        TestingContext context = TestingContext.in(directory).withOutbound((request, _) -> {
            asked.add(request);
            return new UpstreamReply(
                    200, Headers.none(), Bytes.utf8("{\"access_token\":\"fake-token\",\"expires_in\":3600}"));
        });
        return new WatsonxProviderFactory().create("watsonx", config, context);
    }

    @Override
    protected String secret() {
        return "fake-watsonx-key";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi"), new EmbeddingRequest.Input.Text("Ho")),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        RerankRequest rerank = new RerankRequest(
                "public",
                "q",
                List.of(new RerankRequest.Document.Text("a")),
                OptionalInt.empty(),
                false,
                OptionalInt.empty(),
                Extras.NONE);
        return List.of(
                TranslatorSample.of(Operation.CHAT, CHAT, REPLY).streamed(Framing.SSE, STREAM),
                TranslatorSample.of(
                        Operation.EMBEDDING,
                        embedding,
                        "{\"model_id\":\"ibm/slate\",\"results\":[{\"embedding\":[0.5]},{\"embedding\":[1]}],\"input_token_count\":4}"),
                TranslatorSample.of(
                        Operation.RERANK,
                        rerank,
                        "{\"model_id\":\"cross-encoder/ms\",\"results\":[{\"index\":0,\"score\":1.5}],\"input_token_count\":4}"));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                error(400, "invalid_request_entity", "max_tokens is wrong", ErrorKind.INVALID_REQUEST),
                error(401, "authentication_token_not_valid", "Failed to authenticate", ErrorKind.AUTHENTICATION),
                error(403, "token_quota_reached", "The monthly token quota was reached", ErrorKind.QUOTA),
                error(404, "model_not_supported", "Model is not supported", ErrorKind.NOT_FOUND),
                error(429, "consumption_limit_reached", "Too many requests", ErrorKind.RATE_LIMIT),
                error(500, "internal_server_error", "Oops", ErrorKind.UPSTREAM));
    }

    private static ErrorSample error(int status, String code, String message, ErrorKind kind) {
        return ErrorSample.of(
                status,
                "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}],\"trace\":\"t\"}",
                kind);
    }

    private UpstreamRequest encode(Provider provider, ChatRequest request, String model) {
        return provider.abilities().translator(Operation.CHAT).orElseThrow().encode(request, Target.of("w", model));
    }

    @Test
    void theBodyNamesModelAndProject() {
        Tool tool = new Tool.Function("f", Optional.empty(), Optional.empty(), Optional.empty(), Annotations.NONE);
        ChatRequest request = CHAT.toBuilder().stream(true)
                .tools(List.of(tool))
                .toolChoice(new ToolChoice.Required())
                .maxOutputTokens(5)
                .build();
        UpstreamRequest sent = encode(component(), request, "ibm/granite");
        assertEquals(
                "https://eu-de.ml.cloud.ibm.com/ml/v1/text/chat_stream?version=2025-02-06",
                sent.url().toString());
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"function\":"
                        + "{\"name\":\"f\"}}],\"max_tokens\":5,\"model_id\":\"ibm/granite\",\"project_id\":\"fake-project\","
                        + "\"tool_choice_option\":\"required\"}",
                sent.body().utf8());
    }

    @Test
    void aDeploymentStandsInTheAddress() {
        UpstreamRequest sent = encode(provider(Optional.empty()), CHAT, "deployment/my-model");
        assertEquals(
                "https://eu-de.ml.cloud.ibm.com/ml/v1/deployments/my-model/text/chat?version=2025-02-06",
                sent.url().toString());
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                sent.body().utf8());
        assertThrows(GatewayException.class, () -> encode(provider(Optional.empty()), CHAT, "ibm/granite"));
    }

    @Test
    void theKeyIsTradedForAToken() {
        Provider provider = provider(Optional.of("fake-project"));
        UpstreamRequest sent = provider.authorize(encode(provider, CHAT, "ibm/granite"));
        assertEquals(Optional.of("Bearer fake-token"), sent.headers().first("authorization"));
        assertEquals(
                "grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=fake-watsonx-key",
                asked.getFirst().body().utf8());
    }
}
