package dev.switchboard.spi.routing;

import dev.switchboard.spi.provider.Target;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A target that could serve a call: healthy, within its limits, and fit for what is asked. The same object stands for it in
 * every call until the configuration changes. What it knows of itself belongs to the gateway, and outlives configurations and
 * strategies. All methods answer from memory, take a few nanoseconds and may be called by any thread.
 */
@ProviderType
public interface Candidate {
    /** The target. */
    Target target();

    /** Its configured share, relative to the others; 0 or more. */
    double weight();

    /** Calls that it is serving now. */
    int inFlight();

    /**
     * Milliseconds until the first content of a reply, or until a reply that comes as a whole: a moving average that rises at
     * once and falls slowly, also while nothing is asked. {@code NaN} as long as nothing is known.
     */
    double firstContentMillis();

    /** Milliseconds for each token of output after the first content, the same kind of average; {@code NaN} if unknown. */
    double outputTokenMillis();

    /** The share of its last calls that failed by its fault, 0 to 1. */
    double failureShare();

    /** The share of its configured limits that is still free, of the scarcest one, 0 to 1; 1 without limits. */
    double headroom();

    /** Tokens that it took in and gave out within the last minute, estimated for calls under way. */
    long tokensInMinute();

    /** What it costs, if that is configured. */
    Optional<Price> price();

    /** Its configured labels. */
    List<String> tags();
}
