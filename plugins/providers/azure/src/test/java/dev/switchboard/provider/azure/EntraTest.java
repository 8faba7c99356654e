package dev.switchboard.provider.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingContext;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntraTest {
    private static final String TOKEN_URL = "https://login.microsoftonline.com/fake-tenant/oauth2/v2.0/token";
    private static final String SCOPE = "scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default";

    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private final List<UpstreamRequest> asked = new ArrayList<>();
    private UpstreamReply answer =
            reply(200, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"fake-token\"}");

    private static UpstreamReply reply(int status, String body) {
        return new UpstreamReply(status, Headers.none(), Bytes.utf8(body));
    }

    private static EntraConfig application(
            Optional<String> secret, Optional<Path> certificate, Optional<Path> federated) {
        return new EntraConfig(
                Optional.empty(),
                Optional.of("fake-tenant"),
                Optional.of("fake-client"),
                secret,
                certificate,
                federated,
                false,
                "https://cognitiveservices.azure.com/.default",
                Optional.empty());
    }

    private static EntraConfig identity(boolean managed, Optional<String> token, Optional<String> client) {
        return new EntraConfig(
                token,
                Optional.empty(),
                client,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                managed,
                "https://cognitiveservices.azure.com/.default",
                Optional.empty());
    }

    private Provider provider(EntraConfig entra) {
        AzureConfig config = new AzureConfig(
                URI.create("https://r.openai.azure.com"),
                Optional.empty(),
                Optional.of(entra),
                Optional.empty(),
                List.of(),
                Map.of());
        TestingContext context = TestingContext.in(directory).withOutbound((request, _) -> {
            asked.add(request);
            return answer;
        });
        return new AzureProviderFactory(variables).create("azure", config, context);
    }

    private static UpstreamRequest call(Provider provider) {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")))
                .build();
        return provider.authorize(
                provider.abilities().translator(Operation.CHAT).orElseThrow().encode(chat, Target.of("azure", "d")));
    }

    private static void assertBearer(String token, UpstreamRequest request) {
        assertEquals(Optional.of("Bearer " + token), request.headers().first("authorization"));
        assertFalse(request.headers().has("api-key"));
    }

    private String form(int index) {
        return asked.get(index).body().utf8();
    }

    @Test
    void aSecretIsTradedForATokenOnce() {
        Provider provider = provider(application(Optional.of("fake-secret\n"), Optional.empty(), Optional.empty()));
        assertBearer("fake-token", call(provider));
        call(provider);
        assertEquals(1, asked.size());
        assertEquals(URI.create(TOKEN_URL), asked.getFirst().url());
        assertEquals(
                "grant_type=client_credentials&" + SCOPE + "&client_id=fake-client&client_secret=fake-secret", form(0));
        assertEquals(
                Set.of(URI.create("https://r.openai.azure.com/openai/v1"), URI.create(TOKEN_URL)),
                provider.destinations());
        assertFalse(provider.toString().contains("fake-secret"));
    }

    @Test
    void aCertificateSignsAnAssertion() throws Exception {
        KeyStore keys = keys();
        byte[] certificate = keys.getCertificate("k").getEncoded();
        Path file = directory.resolve("certificate.pem");
        Files.writeString(
                file,
                pem("PRIVATE KEY", keys.getKey("k", "changeit".toCharArray()).getEncoded())
                        + pem("CERTIFICATE", certificate));
        assertBearer("fake-token", call(provider(application(Optional.empty(), Optional.of(file), Optional.empty()))));
        String form = URLDecoder.decode(form(0), StandardCharsets.UTF_8);
        assertTrue(form.contains("client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), form);
        String[] jwt = form.replaceFirst(".*client_assertion=", "").split("\\.");
        JsonValue head = decoded(jwt[0]);
        assertEquals(Optional.of("PS256"), head.string("alg"));
        String print = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate));
        assertEquals(Optional.of(print), head.string("x5t#S256"));
        assertEquals(Optional.of(TOKEN_URL), decoded(jwt[1]).string("aud"));
        assertEquals(Optional.of("fake-client"), decoded(jwt[1]).string("sub"));
        assertTrue(verifies(keys.getCertificate("k").getPublicKey(), jwt));
    }

    private static JsonValue decoded(String part) {
        return JsonValue.parse(Bytes.wrap(Base64.getUrlDecoder().decode(part)));
    }

    private static boolean verifies(PublicKey key, String[] jwt) throws Exception {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signature.initVerify(key);
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(jwt[2]));
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    /** The JDK makes certificates by its tool only. */
    private KeyStore keys() throws Exception {
        Path store = directory.resolve("keys.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=test",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertEquals(0, process.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    @Test
    void aWorkloadIdentityShowsItsToken() throws Exception {
        Path token = directory.resolve("token");
        Files.writeString(token, "fake-jwt\n");
        variables.putAll(Map.of(
                "AZURE_TENANT_ID", "fake-tenant",
                "AZURE_CLIENT_ID", "fake-client",
                "AZURE_FEDERATED_TOKEN_FILE", token.toString(),
                "AZURE_AUTHORITY_HOST", "https://login.example.com/"));
        assertBearer("fake-token", call(provider(identity(false, Optional.empty(), Optional.empty()))));
        assertEquals(
                "https://login.example.com/fake-tenant/oauth2/v2.0/token",
                asked.getFirst().url().toString());
        assertTrue(form(0).endsWith("&client_assertion=fake-jwt"), form(0));
    }

    @Test
    void aVirtualMachineAsksItsMetadataService() {
        answer = reply(200, "{\"access_token\":\"fake-token\",\"expires_in\":\"3599\",\"token_type\":\"Bearer\"}");
        Provider provider = provider(identity(true, Optional.empty(), Optional.of("mine")));
        assertBearer("fake-token", call(provider));
        URI url = URI.create("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01"
                + "&resource=https%3A%2F%2Fcognitiveservices.azure.com&client_id=mine");
        assertEquals(url, asked.getFirst().url());
        assertEquals(Optional.of("true"), asked.getFirst().headers().first("metadata"));
        assertEquals(Set.of(url), provider.metadataServices());
        assertEquals(Set.of(URI.create("https://r.openai.azure.com/openai/v1")), provider.destinations());
    }

    @Test
    void anAppServiceAsksWhereItsEnvironmentSays() {
        variables.putAll(
                Map.of("IDENTITY_ENDPOINT", "http://127.0.0.1:41741/msi/token", "IDENTITY_HEADER", "fake-header"));
        long soon = TestingContext.NOW.getEpochSecond() + 20;
        answer = reply(200, "{\"access_token\":\"fake-token\",\"expires_on\":\"" + soon + "\"}");
        Provider provider = provider(identity(true, Optional.empty(), Optional.empty()));
        assertBearer("fake-token", call(provider));
        assertEquals(
                "http://127.0.0.1:41741/msi/token?api-version=2019-08-01"
                        + "&resource=https%3A%2F%2Fcognitiveservices.azure.com",
                asked.getFirst().url().toString());
        assertEquals(Optional.of("fake-header"), asked.getFirst().headers().first("x-identity-header"));
        call(provider);
        assertEquals(2, asked.size(), "a token that ends in 20 seconds is not used again");
    }

    @Test
    void aTokenThatOthersRenewIsSentAsItIs() {
        assertBearer("fake-static", call(provider(identity(false, Optional.of("fake-static\n"), Optional.empty()))));
        assertEquals(List.of(), asked);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertTrue(refusal(identity(false, Optional.empty(), Optional.empty())).contains("AZURE_TENANT_ID"));
        assertTrue(refusal(application(Optional.empty(), Optional.empty(), Optional.empty()))
                .contains("managed-identity"));
        assertTrue(refusal(application(Optional.empty(), Optional.of(directory.resolve("none.pem")), Optional.empty()))
                .contains("none.pem"));
        assertThrows(
                IllegalArgumentException.class,
                () -> application(Optional.of("s"), Optional.of(directory), Optional.empty()));
    }

    private String refusal(EntraConfig config) {
        return assertThrows(IllegalArgumentException.class, () -> provider(config))
                .getMessage();
    }

    @Test
    void entrasReasonReachesTheCaller() {
        answer = reply(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\"}");
        Provider provider = provider(application(Optional.of("fake-secret"), Optional.empty(), Optional.empty()));
        GatewayException thrown = assertThrows(GatewayException.class, () -> call(provider));
        assertTrue(thrown.getMessage().contains("AADSTS7000215"), thrown::getMessage);
        assertFalse(thrown.getMessage().contains("fake-secret"), thrown::getMessage);
    }
}
