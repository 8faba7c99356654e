package dev.switchboard.pipeline;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/** A request whose path was matched against a template. */
record RoutedRequest(HttpRequest inner, Map<String, String> variables) implements HttpRequest {
    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public String path() {
        return inner.path();
    }

    @Override
    public Optional<String> query() {
        return inner.query();
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return inner.queryParameter(name);
    }

    @Override
    public Optional<String> pathVariable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Headers headers() {
        return inner.headers();
    }

    @Override
    public String remoteAddress() {
        return inner.remoteAddress();
    }

    @Override
    public boolean secure() {
        return inner.secure();
    }
}
