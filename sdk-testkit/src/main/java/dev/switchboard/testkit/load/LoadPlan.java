package dev.switchboard.testkit.load;

import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a {@link LoadDriver} does: unary requests, streams, or both, until the first of two bounds is reached. Each
 * method changes the plan and returns it; a driver does not notice changes made after its start.
 */
public final class LoadPlan {
    private static final Duration LONGEST = Duration.ofHours(1);

    final URI target;
    final List<Header> headers = new ArrayList<>();
    Call unary = new Call("/", "");
    int requestsPerSecond;
    int workers;
    Call stream = new Call("/", "");
    int streams;
    Duration duration = Duration.ofSeconds(30);
    long maxRequests = 100_000;
    Predicate<RawReply> accepted = reply -> reply.status() == 200;

    private LoadPlan(URI target) {
        this.target = target;
    }

    /**
     * Nothing yet, for at most 30 seconds and 100,000 requests; a reply is accepted when its status is 200.
     *
     * @param target scheme, host and port
     */
    public static LoadPlan against(URI target) {
        return new LoadPlan(target);
    }

    /** Adds a header to every request, such as the key. */
    public LoadPlan header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /**
     * POSTs at a fixed rate, whether earlier requests are answered or not (open loop). Latency counts from the moment
     * when a request was due.
     */
    public LoadPlan rate(int requestsPerSecond, String path, String body) {
        this.requestsPerSecond = (int) inRange("requests per second", requestsPerSecond, 0, 100_000);
        this.unary = new Call(path, body);
        return this;
    }

    /** POSTs from that many callers, each as soon as it has its last reply (closed loop). */
    public LoadPlan workers(int workers, String path, String body) {
        this.workers = (int) inRange("workers", workers, 0, 10_000);
        this.unary = new Call(path, body);
        return this;
    }

    /** Keeps that many streams open: one that has ended is followed by a new one. */
    public LoadPlan streams(int streams, String path, String body) {
        this.streams = (int) inRange("streams", streams, 0, 10_000);
        this.stream = new Call(path, body);
        return this;
    }

    /** Starts nothing new after that time, or after that many requests and streams in all. */
    public LoadPlan atMost(Duration duration, long maxRequests) {
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "duration: " + duration + " (expected: more than 0, at most " + LONGEST + ")");
        }
        this.duration = duration;
        this.maxRequests = inRange("requests", maxRequests, 1, 10_000_000);
        return this;
    }

    /** What a complete reply, unary or streamed, must fulfil to count as answered. */
    public LoadPlan accepting(Predicate<RawReply> accepted) {
        this.accepted = accepted;
        return this;
    }

    /** The bytes of one request. */
    byte[] render(Call call) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header("content-type", "application/json"));
        String host = target.getHost() + ":" + target.getPort();
        return RawHttp.render("POST", call.path, host, all, call.body.getBytes(StandardCharsets.UTF_8));
    }

    private static long inRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
        return value;
    }

    record Call(String path, String body) {}
}
