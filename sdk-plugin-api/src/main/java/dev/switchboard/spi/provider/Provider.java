package dev.switchboard.spi.provider;

import dev.switchboard.spi.Component;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A configured way to reach models. It translates and holds nothing: the gateway opens the connections, keeps the
 * time-outs, retries and cancels. So a provider has nothing to close and can be replaced at any time.
 */
@ConsumerType
public interface Provider extends Component {
    /** What it can do; the same object each time. */
    Abilities abilities();
}
