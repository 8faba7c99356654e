package dev.switchboard.spi.example;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/** A request's head. */
public record TestingRequest(
        String path, Headers headers, Map<String, String> parameters, Map<String, String> variables)
        implements HttpRequest {
    /** A request with header fields only. */
    public static TestingRequest of(String path, String... headers) {
        return new TestingRequest(path, Headers.of(headers), Map.of(), Map.of());
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Optional<String> query() {
        return parameters.isEmpty() ? Optional.empty() : Optional.of("...");
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return Optional.ofNullable(parameters.get(name));
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
