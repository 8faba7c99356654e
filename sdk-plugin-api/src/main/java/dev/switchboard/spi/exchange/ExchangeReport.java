package dev.switchboard.spi.exchange;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A finished exchange. Immutable. */
@ProviderType
public interface ExchangeReport {
    /** The gateway's own id of the exchange; unique. */
    String id();

    /** When its head had arrived. */
    Instant startedAt();

    /** From then to the last byte of the reply. */
    Duration duration();

    /** From the start to the first byte of content, if there was any. */
    Optional<Duration> timeToFirstContent();

    /** The caller's id; empty if nobody was identified. */
    Optional<String> callerId();

    /** The end user the caller named. */
    Optional<String> user();

    /** Labels the caller gave. */
    List<String> tags();

    /** The dialect's name. */
    String dialect();

    /** The operation's name. */
    String operation();

    /** The public model name; empty if the request could not be read. */
    String model();

    /** Whether the reply was streamed. */
    boolean stream();

    /** The HTTP status the caller saw. */
    int status();

    /** How it ended. */
    Outcome outcome();

    /** The error the caller saw. */
    Optional<GatewayError> error();

    /** What all attempts together used, as far as it is known. */
    Usage usage();

    /** The tries at upstreams, in order. */
    List<AttemptReport> attempts();

    /** Why it went as it did, in order. */
    List<Decision> decisions();

    /**
     * The text of the request, for counting tokens: present if some plugin needs usage and an attempt's upstream did not report
     * it. At most 1 M characters; what makes no text, such as images, is left out.
     */
    Optional<String> inputText();

    /** Bytes of the request's body. */
    long requestBytes();

    /** Bytes of the reply's body. */
    long replyBytes();

    /** The request's body, for callbacks, if one of them asked to see content. */
    Optional<Bytes> requestBody();

    /** The reply's body, for callbacks, if one of them asked to see content; cut at the configured limit. */
    Optional<Bytes> replyBody();

    /** How an exchange ended. Outcomes may be added in a minor version: switch with a default. */
    enum Outcome {
        /** The caller got a whole reply. */
        COMPLETED,
        /** A whole reply came out of a cache. */
        CACHED,
        /** The gateway refused before any upstream was asked. */
        REFUSED,
        /** The upstream answered with an error, or could not be reached. */
        FAILED,
        /** The upstream broke off after content had been sent. */
        CUT,
        /** The caller went away. */
        ABORTED
    }
}
