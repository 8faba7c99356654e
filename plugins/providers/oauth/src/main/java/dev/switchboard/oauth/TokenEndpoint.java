package dev.switchboard.oauth;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server that gives out tokens (RFC 6749, section 3.2). Holds nothing; safe for use by any thread. */
public final class TokenEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Of a token whose reply does not say it. */
    private static final long USUAL_SECONDS = 3600;

    private final URI url;
    private final PluginContext context;

    /** An endpoint. @param context through which it is reached */
    public TokenEndpoint(URI url, PluginContext context) {
        this.url = url;
        this.context = context;
    }

    /** Asks with a form. @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if there is no token */
    public AccessToken post(Map<String, String> form) {
        return post(form, Headers.none());
    }

    /** Asks with a form and further header fields. @throws GatewayException as {@link #post(Map)} */
    public AccessToken post(Map<String, String> form, Headers more) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Headers headers = Headers.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
        Headers all = headers.toBuilder().addAll(more).build();
        return send(new UpstreamRequest("POST", url, all, Bytes.utf8(body), Framing.SSE));
    }

    /** Asks without a body, as metadata servers want it. @throws GatewayException as {@link #post(Map)} */
    public AccessToken get(Headers headers) {
        return send(new UpstreamRequest("GET", url, headers, Bytes.empty(), Framing.SSE));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private AccessToken send(UpstreamRequest request) {
        Instant asked = context.clock().instant();
        UpstreamReply reply = context.outbound().send(request, TIMEOUT);
        JsonValue json = JsonValue.read(reply.body()).orElse(JsonValue.MISSING);
        return json.filled("access_token")
                .filter(token -> reply.status() < 300)
                .map(token -> new AccessToken(token, asked.plusSeconds(seconds(json, asked))))
                .orElseThrow(() -> refusal(reply.status(), json));
    }

    /** How long it is good; some servers write numbers as text, and App Service says only when it ends. */
    private static long seconds(JsonValue json, Instant asked) {
        return number(json.get("expires_in"))
                .or(() -> number(json.get("expires_on")).map(end -> end - asked.getEpochSecond()))
                .orElse(USUAL_SECONDS);
    }

    private static Optional<Long> number(JsonValue value) {
        return value.scalar().filter(text -> text.matches("[0-9]{1,12}")).map(Long::parseLong);
    }

    /** The server's words name the cause and hold no secret; the request does. */
    private GatewayException refusal(int status, JsonValue json) {
        String words = json.filled("error_description")
                .or(() -> json.filled("error"))
                .map(text -> ": " + text)
                .orElse("");
        return GatewayException.of(
                ErrorKind.UPSTREAM,
                "no access token from " + url.getHost() + " (status " + status + ")" + words
                        + "; the operator must check the credentials of the provider");
    }
}
