package dev.switchboard.provider.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabricksProviderFactoryTest {
    @TempDir
    Path directory;

    private final List<UpstreamRequest> asked = new ArrayList<>();

    private static DatabricksConfig config(Optional<String> token, Optional<String> id, Optional<String> secret) {
        return new DatabricksConfig(
                URI.create("https://w.cloud.databricks.com/"), token, id, secret, List.of(), Map.of());
    }

    private Provider provider(DatabricksConfig config) {
        TestingContext context = TestingContext.in(directory).withOutbound((request, _) -> {
            asked.add(request);
            return new UpstreamReply(
                    200, Headers.none(), Bytes.utf8("{\"access_token\":\"fake-token\",\"expires_in\":3600}"));
        });
        return new DatabricksProviderFactory().create("databricks", config, context);
    }

    private static UpstreamRequest call(Provider provider) {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")))
                .build();
        return provider.authorize(provider.abilities()
                .translator(Operation.CHAT)
                .orElseThrow()
                .encode(chat, Target.of("d", "my-endpoint")));
    }

    @Test
    void aTokenIsSentAsItIs() {
        Provider provider = provider(config(Optional.of("fake-pat\n"), Optional.empty(), Optional.empty()));
        UpstreamRequest sent = call(provider);
        assertEquals(
                "https://w.cloud.databricks.com/serving-endpoints/chat/completions",
                sent.url().toString());
        assertEquals(Optional.of("Bearer fake-pat"), sent.headers().first("authorization"));
        assertTrue(
                sent.body().utf8().startsWith("{\"model\":\"my-endpoint\""),
                sent.body().utf8());
        assertEquals(List.of(), asked);
    }

    @Test
    void aServicePrincipalGetsTokensOfTheWorkspace() {
        Provider provider = provider(config(Optional.empty(), Optional.of("fake-id"), Optional.of("fake-secret")));
        assertEquals(Optional.of("Bearer fake-token"), call(provider).headers().first("authorization"));
        UpstreamRequest token = asked.getFirst();
        assertEquals("https://w.cloud.databricks.com/oidc/v1/token", token.url().toString());
        assertEquals(
                "grant_type=client_credentials&scope=all-apis", token.body().utf8());
        String pair = Base64.getEncoder().encodeToString("fake-id:fake-secret".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of("Basic " + pair), token.headers().first("authorization"));
        assertEquals(Set.of(URI.create("https://w.cloud.databricks.com/serving-endpoints")), provider.destinations());
        assertFalse(provider.toString().contains("fake-secret"));
    }

    @Test
    void oneWayIsEnough() {
        for (var wrong :
                List.of(List.of("", "", ""), List.of("t", "i", "s"), List.of("", "i", ""), List.of("t", "", "s"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> config(given(wrong.get(0)), given(wrong.get(1)), given(wrong.get(2))),
                    wrong::toString);
        }
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
