package dev.switchboard.logging.http;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Outbound;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service at the other end: answers with the statuses it is told, then with 200; 0 stands for no answer. */
final class Receiver implements Outbound {
    static final URI URL = URI.create("http://reports.test:8000/exchanges");
    static final String SECRET = "sk-test-not-a-real-key";

    final List<UpstreamRequest> requests = new ArrayList<>();
    final List<JsonNode> accepted = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private boolean closed;

    Receiver answering(Integer... next) {
        statuses.addAll(List.of(next));
        return this;
    }

    /** From now on nobody waits any more. */
    Receiver closed() {
        closed = true;
        return this;
    }

    @Override
    public UpstreamReply send(UpstreamRequest request, Duration timeout) {
        requests.add(request);
        int status = statuses.isEmpty() ? 200 : statuses.poll();
        if (status == 0) {
            throw GatewayException.of(ErrorKind.UPSTREAM_TIMEOUT, "no answer");
        }
        if (status < 300) {
            accepted.add(JsonMapper.shared().readTree(request.body().utf8()));
        }
        return new UpstreamReply(status, Headers.none(), Bytes.empty());
    }

    /** The ids of all reports that were accepted, in order. */
    List<String> ids() {
        return accepted.stream()
                .flatMap(body -> body.get("reports").values().stream())
                .map(report -> report.get("id").asString())
                .toList();
    }

    HttpCallback callback(HttpCallbackConfig config) {
        Latch latch = new Latch() {
            @Override
            boolean waitFor(Duration time) {
                waits.add(time);
                return !closed;
            }
        };
        Delivery delivery = new Delivery(config, this, InstantSource.fixed(TestingContext.NOW), latch);
        return new HttpCallback(config, delivery, System.getLogger("callback-under-test"), latch);
    }

    static HttpCallbackConfig config(int maxBatch, String maxBytes, int tries) {
        return new HttpCallbackConfig(
                URL,
                Optional.of(SECRET),
                maxBatch,
                DataSize.parse(maxBytes),
                Duration.ofSeconds(10),
                tries,
                true,
                true);
    }
}
