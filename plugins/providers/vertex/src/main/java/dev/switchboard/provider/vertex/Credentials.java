package dev.switchboard.provider.vertex;

import dev.switchboard.oauth.Grants;
import dev.switchboard.oauth.SignedJwt;
import dev.switchboard.oauth.TokenEndpoint;
import dev.switchboard.oauth.TokenSource;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who calls Google Cloud.
 *
 * @param tokens  where tokens come from
 * @param endpoint the server they come from
 * @param ofTheMachine whether that server is the machine's metadata service
 * @param project the project that the credentials name, if they do
 */
record Credentials(TokenSource tokens, URI endpoint, boolean ofTheMachine, Optional<String> project) {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String TOKEN_URL = "https://oauth2.googleapis.com/token";
    private static final URI METADATA =
            URI.create("http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token");
    private static final long ASSERTION_SECONDS = 3600;

    /** Those that are configured, else gcloud's login, else the metadata server's. */
    static Credentials of(VertexConfig config, PluginContext context) {
        Optional<String> json = config.credentials()
                .or(() -> config.credentialsFile().map(Credentials::file))
                .or(() -> Optional.of(login()).filter(Files::exists).map(Credentials::file));
        return json.map(text -> read(text, context)).orElseGet(() -> metadata(context));
    }

    private static Path login() {
        return Path.of(
                System.getProperty("user.home", "/"), ".config", "gcloud", "application_default_credentials.json");
    }

    private static String file(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "credentials-file: " + file + " cannot be read (expected: a JSON file of a service account)", e);
        }
    }

    private static Credentials read(String text, PluginContext context) {
        JsonValue json = JsonValue.read(Bytes.utf8(text)).orElse(JsonValue.MISSING);
        String type = json.string("type").orElse("");
        URI url = URI.create(json.filled("token_uri").orElse(TOKEN_URL));
        TokenEndpoint endpoint = new TokenEndpoint(url, context);
        TokenSource tokens = switch (type) {
            case "service_account" -> serviceAccount(json, endpoint, context);
            case "authorized_user" ->
                Grants.refreshToken(
                        endpoint,
                        member(json, "client_id"),
                        member(json, "client_secret"),
                        member(json, "refresh_token"));
            default ->
                throw new IllegalArgumentException("credentials: type \"" + type
                        + "\" (expected: JSON of type service_account or authorized_user)");
        };
        return new Credentials(tokens, url, false, json.filled("project_id").or(() -> json.filled("quota_project_id")));
    }

    private static TokenSource serviceAccount(JsonValue json, TokenEndpoint endpoint, PluginContext context) {
        SignedJwt signer = new SignedJwt(member(json, "private_key"), json.filled("private_key_id"));
        String account = member(json, "client_email");
        String audience = json.filled("token_uri").orElse(TOKEN_URL);
        return Grants.jwtBearer(endpoint, () -> {
            long now = context.clock().instant().getEpochSecond();
            return signer.sign(new JsonWriter()
                    .object()
                    .string("iss", account)
                    .string("scope", SCOPE)
                    .string("aud", audience)
                    .integer("iat", now)
                    .integer("exp", now + ASSERTION_SECONDS)
                    .endObject());
        });
    }

    private static String member(JsonValue json, String name) {
        return json.filled(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "credentials: no \"" + name + "\" (expected: the JSON file as Google Cloud made it)"));
    }

    /** Of a machine on Google Cloud. */
    private static Credentials metadata(PluginContext context) {
        TokenEndpoint endpoint = new TokenEndpoint(METADATA, context);
        return new Credentials(
                () -> endpoint.get(Headers.of("metadata-flavor", "Google")), METADATA, true, Optional.empty());
    }
}
