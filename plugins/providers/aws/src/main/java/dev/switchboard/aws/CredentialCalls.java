package dev.switchboard.aws;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What all ways to credentials share: calls through the gateway's transport, files, and how credentials are written. */
final class CredentialCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CHECK = "; the operator must check the credentials of the provider";

    private CredentialCalls() {}

    static UpstreamReply send(PluginContext context, String method, URI url, Headers headers) {
        return send(context, new UpstreamRequest(method, url, headers, Bytes.empty(), Framing.SSE));
    }

    static UpstreamReply send(PluginContext context, UpstreamRequest request) {
        return context.outbound().send(request, TIMEOUT);
    }

    /** Reads the JSON that metadata services answer with. */
    static AwsCredentials read(UpstreamReply reply, String source) {
        JsonValue json = JsonValue.read(reply.body()).orElse(JsonValue.MISSING);
        if (reply.status() >= 300) {
            throw none(
                    source,
                    "status " + reply.status()
                            + json.filled("message").map(text -> ": " + text).orElse(""));
        }
        return make(
                json.filled("AccessKeyId"),
                json.filled("SecretAccessKey"),
                json.filled("Token"),
                json.filled("Expiration"),
                source);
    }

    static AwsCredentials make(
            Optional<String> id, Optional<String> secret, Optional<String> token, Optional<String> end, String source) {
        if (id.isEmpty() || secret.isEmpty()) {
            throw none(source, "the reply holds none");
        }
        return new AwsCredentials(
                id.get(),
                secret.get(),
                token,
                end.map(text -> time(text, source)).orElse(Instant.MAX));
    }

    private static Instant time(String text, String source) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw none(source, "their end is no time");
        }
    }

    /** A file's text without white space around it. */
    static String file(Path file, String source) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw none(source, file + " cannot be read");
        }
    }

    /** Services' words name the cause and hold no secret. */
    static GatewayException none(String source, String why) {
        return GatewayException.of(ErrorKind.UPSTREAM, "no AWS credentials from " + source + " (" + why + ")" + CHECK);
    }
}
