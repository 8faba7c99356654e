package dev.switchboard.oauth;

import dev.switchboard.spi.http.Headers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The flows of OAuth 2 that need no person. */
public final class Grants {
    private Grants() {}

    /**
     * A client's own credentials (RFC 6749, section 4.4), in the form as most servers want them.
     *
     * @param more further fields, such as {@code scope} or {@code resource}
     */
    public static TokenSource clientCredentials(
            TokenEndpoint endpoint, String clientId, String clientSecret, Map<String, String> more) {
        Map<String, String> form = form("client_credentials", more);
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        return () -> endpoint.post(form);
    }

    /** A client's own credentials for servers that want them in the head, as RFC 6749 prefers. */
    public static TokenSource basicCredentials(
            TokenEndpoint endpoint, String clientId, String clientSecret, Map<String, String> more) {
        Map<String, String> form = form("client_credentials", more);
        String pair = encode(clientId) + ":" + encode(clientSecret);
        Headers headers = Headers.of(
                "authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return () -> endpoint.post(form, headers);
    }

    /** A client that proves by a signed assertion who it is (RFC 7523, section 2.2), made anew each time. */
    public static TokenSource clientAssertion(
            TokenEndpoint endpoint, String clientId, Supplier<String> assertion, Map<String, String> more) {
        return () -> {
            Map<String, String> form = form("client_credentials", more);
            form.put("client_id", clientId);
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", assertion.get());
            return endpoint.post(form);
        };
    }

    /** A token that a person gave for longer (RFC 6749, section 6). */
    public static TokenSource refreshToken(
            TokenEndpoint endpoint, String clientId, String clientSecret, String refreshToken) {
        Map<String, String> form = form("refresh_token", Map.of());
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        form.put("refresh_token", refreshToken);
        return () -> endpoint.post(form);
    }

    /** A signed assertion (RFC 7523), made anew each time. */
    public static TokenSource jwtBearer(TokenEndpoint endpoint, Supplier<String> assertion) {
        return () -> {
            Map<String, String> form = form("urn:ietf:params:oauth:grant-type:jwt-bearer", Map.of());
            form.put("assertion", assertion.get());
            return endpoint.post(form);
        };
    }

    /** Any other flow whose form never changes, such as the exchange of an API key. */
    public static TokenSource fixed(TokenEndpoint endpoint, String grantType, Map<String, String> more) {
        Map<String, String> form = form(grantType, more);
        return () -> endpoint.post(form);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String grantType, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        form.putAll(more);
        return form;
    }
}
