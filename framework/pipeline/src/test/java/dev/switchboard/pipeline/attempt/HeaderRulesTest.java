package dev.switchboard.pipeline.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.http.Headers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderRulesTest {
    private static List<String> names(Headers headers) {
        List<String> names = new ArrayList<>();
        headers.forEach((name, _) -> names.add(name));
        return names;
    }

    private static Headers all(String... names) {
        Headers.Builder builder = Headers.builder();
        for (String name : names) {
            builder.add(name, "x");
        }
        return builder.build();
    }

    @Test
    void credentialsAndTheCallersNetworkStayHere() {
        Headers caller = all(
                "Authorization",
                "X-Api-Key",
                "api-key",
                "x-goog-api-key",
                "Cookie",
                "Host",
                "Content-Length",
                "Accept-Encoding",
                "X-Forwarded-For",
                "x-real-ip",
                "Sec-Fetch-Mode",
                "Origin",
                "X-Switchboard-Tags",
                "x-litellm-tags",
                "Transfer-Encoding",
                "Connection",
                "Proxy-Authorization");
        assertEquals(List.of(), names(HeaderRules.toUpstream(caller)));
    }

    @Test
    void whatConcernsTheCallGoesOn() {
        Headers caller = all("OpenAI-Beta", "anthropic-version", "X-Stainless-Lang", "Idempotency-Key", "traceparent");
        assertEquals(names(caller), names(HeaderRules.toUpstream(caller)));
    }

    @Test
    void fieldsThatConnectionNamesEndHere() {
        Headers caller = Headers.builder()
                .add("connection", "close, X-Hop")
                .add("x-hop", "1")
                .add("x-end", "2")
                .build();
        assertEquals(List.of("x-end"), names(HeaderRules.toUpstream(caller)));
        assertEquals(List.of("x-end"), names(HeaderRules.toCaller(caller)));
    }

    @Test
    void whatTheUpstreamSaysOfTheCallComesBackAndWhatItSaysOfItselfDoesNot() {
        Headers said = all("retry-after", "x-ratelimit-remaining-tokens", "request-id", "openai-processing-ms");
        assertEquals(names(said), names(HeaderRules.toCaller(said)));
        assertEquals(
                List.of(),
                names(HeaderRules.toCaller(all(
                        "Set-Cookie", "Server", "Date", "Alt-Svc", "Content-Length", "Strict-Transport-Security"))));
    }

    @Test
    void whatTheUpstreamSaysOfTheCallComesBackInAnotherFormatToo() {
        Headers said =
                all("Retry-After", "x-ratelimit-remaining-tokens", "anthropic-ratelimit-requests-limit", "request-id");
        assertEquals(names(said), names(HeaderRules.aboutTheCall(said)));
        assertEquals(
                List.of(), names(HeaderRules.aboutTheCall(all("content-type", "content-encoding", "etag", "server"))));
    }
}
