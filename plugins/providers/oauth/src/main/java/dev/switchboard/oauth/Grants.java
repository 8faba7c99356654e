package dev.switchboard.oauth;

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

    private static Map<String, String> form(String grantType, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        form.putAll(more);
        return form;
    }
}
