package dev.switchboard.provider.azure;

import dev.switchboard.oauth.AccessToken;
import dev.switchboard.oauth.Grants;
import dev.switchboard.oauth.SignedJwt;
import dev.switchboard.oauth.TokenEndpoint;
import dev.switchboard.oauth.TokenSource;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where tokens of Entra ID come from.
 *
 * <p>Sources: "Client credentials flow", "Certificate credentials", "Workload identity federation" of the identity platform's
 * pages, "How to use managed identities" for virtual machines and for App Service, as of November 2026.
 *
 * @param source       gets tokens
 * @param endpoint     the server they come from; empty for a token that somebody else renews
 * @param ofTheMachine whether that server is the machine's own
 */
record EntraTokens(TokenSource source, Optional<URI> endpoint, boolean ofTheMachine) {
    private static final String PUBLIC_CLOUD = "https://login.microsoftonline.com";
    private static final String MACHINE =
            "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01";
    private static final long ASSERTION_SECONDS = 600;

    /**
     * Finds the way that the settings name, else that of a workload identity.
     *
     * @param variables of the environment
     * @throws IllegalArgumentException if something is missing; the message is for the operator
     */
    static EntraTokens of(EntraConfig config, Map<String, String> variables, PluginContext context) {
        if (config.token().isPresent()) {
            AccessToken token = new AccessToken(config.token().get(), Instant.MAX);
            return new EntraTokens(() -> token, Optional.empty(), false);
        }
        Finder finder = new Finder(config, variables, context);
        return config.managedIdentity() ? finder.managedIdentity() : finder.application();
    }

    private record Finder(EntraConfig config, Map<String, String> variables, PluginContext context) {
        private Optional<String> variable(String name) {
            return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
        }

        EntraTokens application() {
            String tenant = required("tenant-id", config.tenantId(), "AZURE_TENANT_ID");
            String client = required("client-id", config.clientId(), "AZURE_CLIENT_ID");
            String authority = config.authority()
                    .map(URI::toString)
                    .or(() -> variable("AZURE_AUTHORITY_HOST"))
                    .orElse(PUBLIC_CLOUD)
                    .replaceFirst("/+$", "");
            URI url = URI.create(authority + "/" + tenant + "/oauth2/v2.0/token");
            return new EntraTokens(grant(new TokenEndpoint(url, context), url, client), Optional.of(url), false);
        }

        private TokenSource grant(TokenEndpoint endpoint, URI url, String client) {
            Map<String, String> scope = Map.of("scope", config.scope());
            if (config.clientSecret().isPresent()) {
                return Grants.clientCredentials(
                        endpoint, client, config.clientSecret().get(), scope);
            }
            if (config.certificateFile().isPresent()) {
                Certificate certificate =
                        Certificate.read(config.certificateFile().get());
                return Grants.clientAssertion(
                        endpoint, client, () -> certificate.assertion(url, client, context), scope);
            }
            Path token = config.federatedTokenFile()
                    .or(() -> variable("AZURE_FEDERATED_TOKEN_FILE").map(Path::of))
                    .orElseThrow(
                            () -> new IllegalArgumentException("entra: nothing that proves who calls (expected: token,"
                                    + " client-secret, certificate-file, federated-token-file or managed-identity)"));
            return Grants.clientAssertion(endpoint, client, () -> federated(token), scope);
        }

        /** It is renewed by others, so it is read each time. */
        private static String federated(Path file) {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw GatewayException.of(
                        ErrorKind.UPSTREAM,
                        "no access token: " + file
                                + " cannot be read; the operator must check the federated token of the provider");
            }
        }

        private String required(String setting, Optional<String> value, String variable) {
            return value.or(() -> variable(variable))
                    .orElseThrow(() -> new IllegalArgumentException("entra." + setting + ": not set, and " + variable
                            + " is empty (expected: an id, such as 00000000-0000-0000-0000-000000000000)"));
        }

        /** App Service tells in the environment where to ask; a virtual machine has one address always. */
        EntraTokens managedIdentity() {
            String resource = config.scope().replaceFirst("/\\.default$", "");
            String query = "resource=" + encode(resource)
                    + config.clientId()
                            .or(() -> variable("AZURE_CLIENT_ID"))
                            .map(id -> "&client_id=" + encode(id))
                            .orElse("");
            Optional<String> service = variable("IDENTITY_ENDPOINT");
            URI url = URI.create(
                    service.map(text -> text + "?api-version=2019-08-01&").orElse(MACHINE + "&") + query);
            Headers headers = service.isPresent()
                    ? Headers.of(
                            "x-identity-header", variable("IDENTITY_HEADER").orElse(""))
                    : Headers.of("metadata", "true");
            TokenEndpoint endpoint = new TokenEndpoint(url, context);
            return new EntraTokens(() -> endpoint.get(headers), Optional.of(url), true);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** A certificate and what signs with its key. */
    private record Certificate(SignedJwt signer) {
        static Certificate read(Path file) {
            try {
                String pem = Files.readString(file);
                int start = pem.indexOf("-----BEGIN CERTIFICATE-----");
                byte[] text = pem.substring(Math.max(start, 0)).getBytes(StandardCharsets.US_ASCII);
                byte[] der = CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(text))
                        .getEncoded();
                String print = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(der));
                return new Certificate(new SignedJwt(pem, SignedJwt.Algorithm.PS256, Map.of("x5t#S256", print)));
            } catch (IOException | GeneralSecurityException e) {
                // without the cause, which might quote the key
                throw new IllegalArgumentException("entra.certificate-file: " + file
                        + " cannot be read (expected: a PEM file with a certificate and its private key in PKCS #8)");
            }
        }

        String assertion(URI audience, String client, PluginContext context) {
            long now = context.clock().instant().getEpochSecond();
            return signer.sign(new JsonWriter()
                    .object()
                    .string("aud", audience.toString())
                    .string("iss", client)
                    .string("sub", client)
                    .string("jti", UUID.randomUUID().toString())
                    .integer("nbf", now)
                    .integer("iat", now)
                    .integer("exp", now + ASSERTION_SECONDS)
                    .endObject());
        }
    }
}
