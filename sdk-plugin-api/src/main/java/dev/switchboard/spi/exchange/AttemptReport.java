package dev.switchboard.spi.exchange;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
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

    /** From sending to the last byte. */
    Duration duration();

    /** From sending to the first content, if there was any. */
    Optional<Duration> timeToFirstContent();

    /** The upstream's HTTP status, if it answered over HTTP. */
    OptionalInt status();

    /** The failure, if it failed. */
    Optional<GatewayError> error();

    /** What it used, as far as it is known. */
    Usage usage();

    /** The upstream's own id of the request, if it gave one. */
    Optional<String> upstreamId();
}
