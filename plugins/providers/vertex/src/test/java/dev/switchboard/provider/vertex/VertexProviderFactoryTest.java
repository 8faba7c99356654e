package dev.switchboard.provider.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VertexProviderFactoryTest {
    @TempDir
    Path directory;

    private final List<UpstreamRequest> asked = new ArrayList<>();
    private UpstreamReply answer = reply(200, "{\"access_token\":\"fake-token\",\"expires_in\":3599}");

    private static UpstreamReply reply(int status, String body) {
        return new UpstreamReply(status, Headers.none(), Bytes.utf8(body));
    }

    private Provider provider(String location, Optional<String> apiKey, Optional<String> credentials) {
        return provider(Publisher.GOOGLE, location, apiKey, credentials);
    }

    private Provider provider(
            Publisher publisher, String location, Optional<String> apiKey, Optional<String> credentials) {
        VertexConfig config = new VertexConfig(
                Optional.empty(),
                location,
                publisher,
                apiKey,
                Optional.empty(),
                credentials,
                Optional.empty(),
                Map.of(),
                4096);
        TestingContext context = TestingContext.in(directory).withOutbound((request, timeout) -> {
            asked.add(request);
            return answer;
        });
        return new VertexProviderFactory().create("vertex", config, context);
    }

    private static UpstreamRequest chat(Provider provider, String model) {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")))
                .build();
        UpstreamRequest plain =
                provider.abilities().translator(Operation.CHAT).orElseThrow().encode(chat, Target.of("vertex", model));
        return provider.authorize(plain);
    }

    @Test
    void theExpressModeNeedsAKeyOnly() {
        UpstreamRequest request =
                chat(provider("global", Optional.of("fake-express-key"), Optional.empty()), "gemini-2.5-pro");
        assertEquals(
                "https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-pro:generateContent",
                request.url().toString());
        assertEquals(
                "fake-express-key", request.headers().first("x-goog-api-key").orElseThrow());
        assertTrue(asked.isEmpty());
    }

    @Test
    void aServiceAccountSignsForItsToken() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Provider provider = provider("europe-west4", Optional.empty(), Optional.of(serviceAccount(keys)));
        UpstreamRequest request = chat(provider, "gemini-2.5-pro");
        chat(provider, "gemini-2.5-pro");
        assertEquals(
                "https://europe-west4-aiplatform.googleapis.com/v1/projects/fake-project/locations/europe-west4"
                        + "/publishers/google/models/gemini-2.5-pro:generateContent",
                request.url().toString());
        assertEquals(
                "Bearer fake-token", request.headers().first("authorization").orElseThrow());
        assertEquals(1, asked.size());
        checkAssertion(asked.getFirst(), keys);
    }

    private static String serviceAccount(KeyPair keys) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return "{\"type\":\"service_account\",\"project_id\":\"fake-project\",\"private_key_id\":\"k1\",\"private_key\":"
                + JsonText.string(pem) + ",\"client_email\":\"a@fake-project.iam.gserviceaccount.com\","
                + "\"token_uri\":\"https://oauth2.googleapis.com/token\"}";
    }

    private static void checkAssertion(UpstreamRequest request, KeyPair keys) throws Exception {
        String form = URLDecoder.decode(request.body().utf8(), StandardCharsets.UTF_8);
        assertTrue(form.startsWith("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion="), form);
        String[] jwt = form.substring(form.indexOf("assertion=") + "assertion=".length())
                .split("\\.");
        String header = new String(Base64.getUrlDecoder().decode(jwt[0]), StandardCharsets.UTF_8);
        String claims = new String(Base64.getUrlDecoder().decode(jwt[1]), StandardCharsets.UTF_8);
        assertEquals("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}", header);
        assertTrue(claims.contains("\"iss\":\"a@fake-project.iam.gserviceaccount.com\""), claims);
        assertTrue(claims.contains("\"aud\":\"https://oauth2.googleapis.com/token\""), claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getUrlDecoder().decode(jwt[2])));
    }

    @Test
    void claudeIsAskedInItsOwnFormat() {
        String login =
                "{\"type\":\"authorized_user\",\"client_id\":\"id\",\"client_secret\":\"s\",\"refresh_token\":\"r\","
                        + "\"quota_project_id\":\"fake-project\"}";
        Provider provider = provider(Publisher.ANTHROPIC, "us-east5", Optional.empty(), Optional.of(login));
        UpstreamRequest request = chat(provider, "claude-3-7-sonnet@20250219");
        assertEquals(
                "https://us-east5-aiplatform.googleapis.com/v1/projects/fake-project/locations/us-east5"
                        + "/publishers/anthropic/models/claude-3-7-sonnet@20250219:rawPredict",
                request.url().toString());
        assertEquals(
                "Bearer fake-token", request.headers().first("authorization").orElseThrow());
        JsonDocument body = JsonDocument.parse(request.body());
        assertEquals("vertex-2023-10-16", body.string("anthropic_version").orElseThrow());
        assertFalse(body.has("model"));
    }

    @Test
    void aLoginOfGcloudIsRefreshed() {
        String login =
                "{\"type\":\"authorized_user\",\"client_id\":\"id\",\"client_secret\":\"s\",\"refresh_token\":\"r&t\","
                        + "\"quota_project_id\":\"fake-project\"}";
        chat(provider("global", Optional.empty(), Optional.of(login)), "gemini-2.5-pro");
        assertEquals(
                "grant_type=refresh_token&client_id=id&client_secret=s&refresh_token=r%26t",
                asked.getFirst().body().utf8());
    }

    @Test
    void withoutATokenTheErrorNamesTheServersReason() {
        answer = reply(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}");
        String login = "{\"type\":\"authorized_user\",\"client_id\":\"id\",\"client_secret\":\"fake-secret\","
                + "\"refresh_token\":\"fake-refresh\",\"quota_project_id\":\"p\"}";
        Provider provider = provider("global", Optional.empty(), Optional.of(login));
        GatewayException thrown = assertThrows(GatewayException.class, () -> chat(provider, "g"));
        assertEquals(ErrorKind.UPSTREAM, thrown.error().kind());
        assertTrue(thrown.getMessage().contains("Token has been expired or revoked."), thrown::getMessage);
        assertFalse(thrown.getMessage().contains("fake-"), thrown::getMessage);
    }

    @Test
    void brokenCredentialsAreNamedAndNotShown() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> provider(
                        "global", Optional.empty(), Optional.of("{\"type\":\"external_account\",\"x\":\"secret\"}")));
        assertTrue(thrown.getMessage().contains("external_account"), thrown::getMessage);
        assertFalse(thrown.getMessage().contains("secret\""), thrown::getMessage);
    }
}
