package dev.switchboard.provider.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AzureProviderFactoryTest {
    private static final Target TARGET = Target.of("azure", "my deployment");

    @Test
    void callsTheV1ApiUnlessAVersionIsSet() {
        UpstreamRequest sent = translated(provider(null));
        assertEquals(
                "https://r.openai.azure.com/openai/v1/chat/completions",
                sent.url().toString());
        assertTrue(sent.body().utf8().contains("\"model\":\"my deployment\""));
        assertEquals(Optional.of("sk-fake-azure"), sent.headers().first("api-key"));
        assertFalse(sent.headers().has("authorization"));
    }

    @Test
    void namesTheDeploymentInThePathIfAVersionIsSet() {
        String url =
                "https://r.openai.azure.com/openai/deployments/my%20deployment/chat/completions?api-version=2024-10-21";
        assertEquals(url, translated(provider("2024-10-21")).url().toString());
        RelayRequest relayed = new RelayRequest(
                Wire.OPENAI_CHAT,
                Headers.of("authorization", "Bearer of-the-caller"),
                Optional.of("trace=1"),
                JsonDocument.parse(Bytes.utf8("{\"model\":\"public\",\"stream\":true}"))
                        .edit(),
                true,
                true);
        UpstreamRequest sent = provider("2024-10-21")
                .abilities()
                .relay(Wire.OPENAI_CHAT)
                .orElseThrow()
                .encode(relayed, TARGET);
        assertEquals(url + "&trace=1", sent.url().toString());
        assertTrue(sent.body().utf8().contains("include_usage"));
    }

    @Test
    void relaysResponsesWhereTheV1ApiIsCalled() {
        assertTrue(provider(null).abilities().wires().contains(Wire.OPENAI_RESPONSES));
        assertFalse(provider("2024-10-21").abilities().wires().contains(Wire.OPENAI_RESPONSES));
    }

    @Test
    void asksAnOldVersionForNothingItDoesNotKnow() {
        String body = translated(provider("2023-07-01-preview")).body().utf8();
        assertFalse(body.contains("stream_options"), body);
        assertTrue(body.contains("\"max_tokens\":5"), body);
        assertTrue(translated(provider("2024-10-21")).body().utf8().contains("\"max_completion_tokens\":5"));
    }

    @Test
    void saysWhatTheContentFilterFound() {
        GatewayError error = chat(provider(null))
                .error(new UpstreamReply(400, Headers.builder().build(), Bytes.utf8("""
                {"error":{"message":"The prompt was filtered.","param":"prompt","code":"content_filter","status":400,
                 "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{
                  "hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"high"},
                  "jailbreak":{"filtered":true,"detected":true}}}}}""")));
        assertEquals(ErrorKind.CONTENT_POLICY, error.kind());
        assertEquals("The prompt was filtered. (violence: high; jailbreak: detected)", error.message());
        assertEquals(Optional.of("prompt"), error.param());
    }

    @Test
    void keepsTheFiltersAnnotations() {
        String body = """
                {"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop",
                 "content_filter_results":{"hate":{"filtered":false}}}],"prompt_filter_results":[{"prompt_index":0}]}""";
        ChatResponse reply = chat(provider(null))
                .decode(new UpstreamReply(200, Headers.builder().build(), Bytes.utf8(body)));
        assertTrue(reply.extras().members().containsKey("prompt_filter_results"));
        assertTrue(reply.choices().getFirst().extras().members().containsKey("content_filter_results"));
    }

    @Test
    void saysWhatIsWrong() {
        assertTrue(refusal("https://r.openai.azure.com/openai/v1", "k", null).contains("without a path"));
        assertTrue(refusal("https://r.openai.azure.com", " ", null).contains("AZURE_OPENAI_API_KEY"));
        assertTrue(refusal("https://r.openai.azure.com", "k", "latest").contains("2024-10-21"));
    }

    private static String refusal(String endpoint, String key, @Nullable String version) {
        return assertThrows(IllegalArgumentException.class, () -> config(endpoint, key, Optional.ofNullable(version)))
                .getMessage();
    }

    private static UpstreamRequest translated(Provider provider) {
        ChatRequest request =
                ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi"))).maxOutputTokens(5).stream(true)
                        .build();
        return chat(provider).encode(request, TARGET);
    }

    private static Translator<ChatRequest, ChatResponse, ChatEvent> chat(Provider provider) {
        return provider.abilities().translator(Operation.CHAT).orElseThrow();
    }

    private static Provider provider(@Nullable String version) {
        AzureConfig config = config("https://r.openai.azure.com/", "sk-fake-azure", Optional.ofNullable(version));
        return new AzureProviderFactory().create("azure", config, TestingContext.in(Path.of("")));
    }

    private static AzureConfig config(String endpoint, String key, Optional<String> version) {
        return new AzureConfig(URI.create(endpoint), Optional.of(key), Optional.empty(), version, List.of(), Map.of());
    }
}
