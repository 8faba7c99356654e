package dev.switchboard.http.edge;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request's head, copied out of Jetty's objects, which are used again for the next request. */
final class RequestHead implements HttpRequest {
    /** What HTTP/1.1 writes around the name and value of a field. */
    private static final int LINE = ": \r\n".length();

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Headers headers;
    private final InetSocketAddress remote;
    private final boolean secure;
    private @Nullable Map<String, String> parameters;

    RequestHead(Request request) {
        method = request.getMethod().toUpperCase(Locale.ROOT);
        path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        query = request.getHttpURI().getQuery();
        headers = copy(request);
        remote = (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        secure = request.isSecure();
    }

    private static Headers copy(Request request) {
        HttpFields fields = request.getHeaders();
        Headers.Builder builder = Headers.builder();
        for (HttpField field : fields) {
            String value = field.getValue();
            builder.addTrusted(field.getName(), value == null ? "" : value);
        }
        if (!fields.contains(HttpHeader.HOST)) {
            addAuthority(request, builder);
        }
        return builder.build();
    }

    /** HTTP/2 has a pseudo-field for what HTTP/1.1 calls the host. */
    private static void addAuthority(Request request, Headers.Builder builder) {
        String authority = request.getHttpURI().getAuthority();
        if (authority != null) {
            builder.addTrusted("host", authority);
        }
    }

    /** About how many bytes it takes without compression. */
    int length() {
        int[] length = {method.length() + path.length() + (query == null ? 0 : query.length())};
        headers.forEach((name, value) -> length[0] += name.length() + value.length() + LINE);
        return length[0];
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(query);
    }

    @Override
    public synchronized Optional<String> queryParameter(String name) {
        Map<String, String> decoded = parameters;
        if (decoded == null) {
            decoded = decode(query);
            parameters = decoded;
        }
        return Optional.ofNullable(decoded.get(name));
    }

    private static Map<String, String> decode(@Nullable String query) {
        Map<String, String> decoded = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                decoded.putIfAbsent(decodePart(name), equals < 0 ? "" : decodePart(pair.substring(equals + 1)));
            }
        }
        return decoded;
    }

    private static String decodePart(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GatewayException.of(
                    ErrorKind.INVALID_REQUEST, "query: \"" + part + "\" (expected: valid percent-encoding)");
        }
    }

    @Override
    public Optional<String> pathVariable(String name) {
        return Optional.empty();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public String remoteAddress() {
        return remote.getAddress().getHostAddress();
    }

    @Override
    public boolean secure() {
        return secure;
    }

    /** The method and path, for logs: headers and query may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
