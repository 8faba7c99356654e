package dev.switchboard.guardrail.http;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The service at the other end: answers as it is told and keeps what it was asked. */
final class Service implements Outbound {
    static final URI URL = URI.create("http://guard.test:8000/check");

    final List<UpstreamRequest> asked = new ArrayList<>();
    final List<Duration> timeouts = new ArrayList<>();
    private final int status;
    private final UnaryOperator<String> answer;

    Service(int status, UnaryOperator<String> answer) {
        this.status = status;
        this.answer = answer;
    }

    static Service answering(String json) {
        return new Service(200, question -> json);
    }

    @Override
    public synchronized UpstreamReply send(UpstreamRequest request, Duration timeout) {
        asked.add(request);
        timeouts.add(timeout);
        return new UpstreamReply(
                status, Headers.none(), Bytes.utf8(answer.apply(request.body().utf8())));
    }

    static HttpConfig config(HttpConfig.Side... check) {
        return new HttpConfig(
                URL,
                List.of(check),
                Optional.of("sk-test-not-a-real-key"),
                "authorization",
                Duration.ofSeconds(2),
                DataSize.parse("1KB"));
    }
}
