package dev.switchboard.spi.exchange;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** One try at an upstream. Immutable. */
@ProviderType
public interface AttemptReport {
    /** Its number in the exchange, counted from 1. */
    int number();

    /** The target's id. */
    String target();

    /** The provider instance's name. */
    String provider();

    /** The model's name at the upstream. */
    String model();

    /** When it began. */
    Instant startedAt();

    /** From sending to the last byte. */
    Duration duration();

    /** From sending to the first content, if there was any. */
    Optional<Duration> timeToFirstContent();

    /** The upstream's HTTP status, if it answered over HTTP. */
    OptionalInt status();

    /** The failure, if it failed. */
    Optional<GatewayError> error();

    /** How it ended. */
    End end();

    /** What it used, as far as it is known. */
    Usage usage();

    /**
     * The text of the reply as far as it came, for counting tokens: present if some plugin needs usage and the upstream did not
     * report it. Of more than 8,192 characters only a sample of up to that many, spread evenly over the text;
     * {@link #outputCharacters} says how many there were.
     */
    Optional<String> outputText();

    /** The characters of the reply's text, where {@link #outputText} is present; otherwise 0. */
    long outputCharacters();

    /** The upstream's own id of the request, if it gave one. */
    Optional<String> upstreamId();

    /** How an attempt ended. Ends may be added in a minor version: switch with a default. */
    enum End {
        /** The upstream's reply was complete, also if the caller had gone and the gateway read on. */
        COMPLETED,
        /** The caller went away before the reply was complete, and the gateway stopped. */
        CLIENT_ABORT,
        /** The reply began well, and then broke off, fell silent for too long or made no sense. */
        UPSTREAM_ABORT,
        /** The upstream answered with an error, also inside a stream, or could not be reached. */
        ERROR
    }
}
