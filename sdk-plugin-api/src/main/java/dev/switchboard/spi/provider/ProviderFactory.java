package dev.switchboard.spi.provider;

import dev.switchboard.spi.ComponentFactory;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of provider.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface ProviderFactory<C extends Record> extends ComponentFactory<C, Provider> {
    /** The environment variables in which people keep keys for this type, the most usual first; the same list each time. */
    default List<WellKnownKey> wellKnownKeys() {
        return List.of();
    }

    /**
     * A model that an instance without any settings answers for, if the type is fit for a demonstration: on a start without
     * configuration the gateway offers it under this name.
     */
    default Optional<String> demoModel() {
        return Optional.empty();
    }
}
