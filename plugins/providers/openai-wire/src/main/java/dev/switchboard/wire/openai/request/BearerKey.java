package dev.switchboard.wire.openai.request;

import dev.switchboard.spi.http.Headers;
import java.util.Map;

/** An API key that is sent as bearer token, as it stands in settings. */
public final class BearerKey {
    private BearerKey() {}

    /**
     * The key without white space around it: files with keys end in a line break.
     *
     * @param variable where people keep such a key, for the message
     * @throws IllegalArgumentException if it is blank
     */
    public static String check(String key, String variable) {
        if (key.isBlank()) {
            throw new IllegalArgumentException(
                    "api-key: blank (expected: an API key, such as ${env:" + variable + "})");
        }
        return key.strip();
    }

    /**
     * The header fields of each call.
     *
     * @param more the operator's; they go before the key
     * @throws IllegalArgumentException if one is malformed
     */
    public static Headers headers(String key, Map<String, String> more) {
        Headers.Builder fields = Headers.builder().add("authorization", "Bearer " + key);
        more.forEach(fields::set);
        return fields.build();
    }
}
