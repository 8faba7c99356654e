package dev.switchboard.provider.compatible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CompatibleProviderFactoryTest {
    private final CompatibleProviderFactory factory = new CompatibleProviderFactory();

    @Test
    void takesAddressKeyAndQuirksFromTheCatalogue() {
        UpstreamRequest request = encode(config("mistral", null, "sk-fake-1"));
        assertEquals("https://api.mistral.ai/v1/chat/completions", request.url().toString());
        assertEquals(Optional.of("Bearer sk-fake-1"), request.headers().first("authorization"));
        assertTrue(
                request.body().utf8().contains("\"random_seed\":7"),
                request.body().utf8());
    }

    @Test
    void sendsTheKeyAlsoInTheVendorsOwnHeader() {
        assertEquals(
                Optional.of("sk-fake-2"),
                encode(config("sarvam", null, "sk-fake-2")).headers().first("api-subscription-key"));
    }

    @Test
    void worksForAServerOfWhichOnlyTheAddressIsKnown() {
        UpstreamRequest request = encode(config(null, "http://localhost:9/v1/", null));
        assertEquals("http://localhost:9/v1/chat/completions", request.url().toString());
        assertFalse(request.headers().has("authorization"));
        assertTrue(request.body().utf8().contains("\"max_tokens\":5"));
        Provider provider = provider(config(null, "http://localhost:9/v1", null));
        assertEquals(
                Set.of(
                        Wire.OPENAI_CHAT,
                        Wire.OPENAI_COMPLETIONS,
                        Wire.OPENAI_EMBEDDINGS,
                        Wire.OPENAI_MODERATIONS,
                        Wire.OPENAI_IMAGES,
                        Wire.OPENAI_IMAGE_EDITS,
                        Wire.OPENAI_IMAGE_VARIATIONS,
                        Wire.OPENAI_SPEECH,
                        Wire.JINA_RERANK),
                provider.abilities().wires());
        assertEquals(
                Set.of("chat", "embedding", "image", "moderation", "rerank", "speech", "transcription"),
                provider.abilities().operations());
    }

    @Test
    void letsTheOperatorOverrule() {
        QuirksConfig quirks = new QuirksConfig(
                Map.of("temperature", "heat"),
                List.of("seed"),
                List.of(),
                List.of(),
                List.of("top_k"),
                Optional.of(Quirks.StreamUsage.UNASKED),
                Optional.of("limit"),
                Optional.of(true),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.of("thoughts"),
                Optional.empty(),
                Optional.empty());
        CompatibleConfig config = new CompatibleConfig(
                Optional.of("groq"),
                Optional.of(URI.create("https://proxy.example.com/groq")),
                Optional.empty(),
                Map.of("x-team", "blue"),
                List.of(Capability.EMBEDDINGS, Capability.CHAT),
                quirks);
        UpstreamRequest request = encode(config);
        assertEquals(
                "https://proxy.example.com/groq/chat/completions", request.url().toString());
        assertEquals(Optional.of("blue"), request.headers().first("x-team"));
        assertEquals(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"limit\":5,\"heat\":0.5,\"stream\":true}",
                request.body().utf8());
        assertEquals(Set.of("chat", "embedding"), provider(config).abilities().operations());
    }

    @Test
    void saysWhatIsMissing() {
        String nowhere = refusal(() -> config(null, null, "sk-fake-3"));
        assertTrue(nowhere.contains("vendor: groq") && nowhere.contains("base-url: http"), nowhere);
        String keyless = refusal(() -> provider(config("groq", null, null)));
        assertTrue(keyless.contains("${env:GROQ_API_KEY}"), keyless);
        assertTrue(refusal(() -> provider(config("grok", null, "k"))).contains("did you mean"));
        String homeless = refusal(() -> provider(config("databricks", null, "k")));
        assertTrue(homeless.contains("base-url") && homeless.contains("WORKSPACE.cloud.databricks.com"), homeless);
        String odd = refusal(() -> provider(config(null, "ftp://host/v1", "sk-fake-3")));
        assertTrue(odd.contains("base-url") && odd.contains("http"), odd);
    }

    @Test
    void needsNoKeyForAServerOnThisMachine() {
        assertFalse(encode(config("ollama", null, null)).headers().has("authorization"));
        assertFalse(encode(config("hosted_vllm", null, " \n")).headers().has("authorization"));
    }

    @Test
    void namesWhereKeysAreKept() {
        List<WellKnownKey> keys = factory.wellKnownKeys();
        WellKnownKey groq = keys.stream()
                .filter(key -> key.environmentVariable().equals("GROQ_API_KEY"))
                .findFirst()
                .orElseThrow();
        assertEquals("groq", groq.routePrefix());
        assertEquals(Map.of("vendor", "groq", "api-key", "${env:GROQ_API_KEY}"), groq.settings());
        assertEquals(
                keys.size(),
                keys.stream().map(WellKnownKey::environmentVariable).distinct().count());
    }

    @Test
    void printsNoSecret() {
        assertEquals("CompatibleConfig[groq]", config("groq", null, "sk-fake-4").toString());
    }

    private static String refusal(Executable action) {
        return assertThrows(IllegalArgumentException.class, action).getMessage();
    }

    private UpstreamRequest encode(CompatibleConfig config) {
        ChatRequest request = ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")))
                .maxOutputTokens(5)
                .temperature(0.5)
                .seed(7)
                .stream(true)
                .build();
        return provider(config)
                .abilities()
                .translator(Operation.CHAT)
                .orElseThrow()
                .encode(request, Target.of("p", "m"));
    }

    private Provider provider(CompatibleConfig config) {
        return factory.create("p", config, TestingContext.in(Path.of("")));
    }

    private static CompatibleConfig config(@Nullable String vendor, @Nullable String baseUrl, @Nullable String key) {
        return new CompatibleConfig(
                Optional.ofNullable(vendor),
                Optional.ofNullable(baseUrl).map(URI::create),
                Optional.ofNullable(key),
                Map.of(),
                List.of(),
                TestingQuirks.none());
    }
}
