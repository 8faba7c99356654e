package dev.switchboard.spi.upstream;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.Objects;

/**
 * A whole reply of an upstream.
 *
 * @param status  100 to 599
 * @param headers as they came
 * @param body    as it came, within the configured limit
 */
public record UpstreamReply(int status, Headers headers, Bytes body) {
    /** Checks that nothing is null. */
    public UpstreamReply {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    /**
     * Refuses what cannot be a JSON object or array, such as the page of a proxy that answers for the upstream. Looks at both ends
     * of the body only; goes through all of it where nothing but the end of the connection told that it is whole. A body in a content
     * coding passes.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it is neither
     */
    public void requireJson() {
        String coding = headers.first("content-encoding").orElse("identity");
        if (!coding.equalsIgnoreCase("identity") || isEnclosed() && (isMeasured() || isJson())) {
            return;
        }
        String type = headers.first("content-type")
                .map(told -> ", content-type " + told)
                .orElse("");
        throw GatewayException.of(
                ErrorKind.UPSTREAM,
                "the upstream answered with status " + status + " and something that is not JSON (" + body.length()
                        + " bytes" + type + "; expected: one whole JSON object or array)");
    }

    /** Whether it begins and ends as an object or an array does. */
    private boolean isEnclosed() {
        int first = 0;
        int last = body.length() - 1;
        while (first < last && isSpace(body.at(first))) {
            first++;
        }
        while (last > first && isSpace(body.at(last))) {
            last--;
        }
        return first < last
                && (body.at(first) == '{' && body.at(last) == '}' || body.at(first) == '[' && body.at(last) == ']');
    }

    private boolean isMeasured() {
        return headers.has("content-length") || headers.has("transfer-encoding");
    }

    private boolean isJson() {
        return JsonValue.read(body).isPresent();
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }
}
