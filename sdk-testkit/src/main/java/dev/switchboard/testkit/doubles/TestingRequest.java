package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a {@code POST} without a query.
 *
 * @param method    such as {@code POST}
 * @param path      as it was sent
 * @param headers   the header fields
 * @param variables what the variables of the route's template stand for
 */
public record TestingRequest(String method, String path, Headers headers, Map<String, String> variables)
        implements HttpRequest {
    /** A POST to a path. @param headers name, value, name, value, ... */
    public static TestingRequest to(String path, String... headers) {
        return new TestingRequest("POST", path, Headers.of(headers), Map.of());
    }

    /** A call of a page. @param variables what the variables of the route's template stand for: name, value */
    public static TestingRequest call(String method, String path, Map<String, String> variables) {
        return new TestingRequest(method, path, Headers.none(), variables);
    }

    @Override
    public Optional<String> query() {
        return Optional.empty();
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> pathVariable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean secure() {
        return false;
    }
}
