package dev.switchboard.wire.gemini;

import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * One place where Gemini models are served.
 *
 * @param baseUrl absolute, without the model: for {@link Service#GEMINI_API} up to and including the version, for
 *                {@link Service#VERTEX} up to and including the location, if it has one
 * @param headers what each call carries, the credentials included unless they change
 * @param service whose API it is
 */
public record GeminiConnection(URI baseUrl, Headers headers, Service service) {
    /** @throws IllegalArgumentException if the base URL cannot be one; the message is for the operator */
    public GeminiConnection {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(service);
        String scheme = baseUrl.getScheme();
        boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        if (!web || baseUrl.getHost() == null || baseUrl.getRawUserInfo() != null || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("base-url: expected an absolute http or https URL without user name and"
                    + " fragment, such as https://generativelanguage.googleapis.com/v1beta");
        }
    }

    /** Google's two services, which agree in the format and differ in names. */
    public enum Service {
        /** The Gemini API: {@code models/NAME}. */
        GEMINI_API("models/"),
        /** Vertex AI: {@code publishers/google/models/NAME}, or an endpoint of one's own. */
        VERTEX("publishers/google/models/");

        private final String collection;

        Service(String collection) {
            this.collection = collection;
        }

        /** The full name of a model; one that is written with its collection, such as {@code tunedModels/x}, stays. */
        public String resource(String model) {
            return model.matches("(models|tunedModels|publishers|endpoints)/.+") ? model : collection + model;
        }
    }

    /** The full name of a model. */
    public String resource(String model) {
        return service.resource(model);
    }

    /**
     * The address of an operation.
     *
     * @param model  as the operator wrote it
     * @param action such as {@code generateContent}
     * @param query  what stands behind the question mark
     */
    public URI url(String model, String action, Optional<String> query) {
        StringBuilder path = new StringBuilder();
        for (String segment : resource(model).split("/", -1)) {
            path.append('/').append(encode(segment));
        }
        String base = baseUrl.toString().replaceFirst("[?].*$", "").replaceFirst("/+$", "");
        String own = Optional.ofNullable(baseUrl.getRawQuery()).orElse("");
        String more = query.orElse("");
        String both = own + (own.isEmpty() || more.isEmpty() ? "" : "&") + more;
        return URI.create(base + path + ":" + action + (both.isEmpty() ? "" : "?" + both));
    }

    /** Models of partners have an at sign in their names, which a path may hold. */
    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }

    /** The header fields of a call with a JSON body. */
    public Headers jsonHeaders() {
        return headers.toBuilder()
                .setIfAbsent("content-type", "application/json")
                .build();
    }

    /** The host only: header fields are secrets. */
    @Override
    public String toString() {
        return "GeminiConnection[" + baseUrl.getHost() + "]";
    }
}
