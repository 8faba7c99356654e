package dev.switchboard.testing.cross;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Optional;

/** The head of a streamed call for a model, in any of the formats. */
record CallerRequest(String model) implements HttpRequest {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public Optional<String> query() {
        return Optional.of("alt=sse");
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return name.equals("alt") ? Optional.of("sse") : Optional.empty();
    }

    @Override
    public Optional<String> pathVariable(String name) {
        return name.equals("model") ? Optional.of(model) : Optional.empty();
    }

    @Override
    public Headers headers() {
        return Headers.none();
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
