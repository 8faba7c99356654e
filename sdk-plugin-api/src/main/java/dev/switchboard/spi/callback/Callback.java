package dev.switchboard.spi.callback;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.exchange.ExchangeReport;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of finished exchanges. Called off the requests' threads, by one thread at a time, with all that piled up since the
 * last call. The pile is bounded: when a callback is slower than the traffic, reports are dropped, counted and named in the
 * log. Before {@link #close}, the rest of the pile is delivered.
 */
@ConsumerType
public interface Callback extends Component {
    /** Takes reports in the order in which exchanges ended; at least one. An exception drops this batch and is counted. */
    void report(List<ExchangeReport> batch);

    /** Whether it wants to see bodies; only then are they kept. */
    default boolean wantsContent() {
        return false;
    }

    /** Whether it needs upstreams to report usage even where the caller did not ask for it. */
    default boolean needsUsage() {
        return false;
    }
}
