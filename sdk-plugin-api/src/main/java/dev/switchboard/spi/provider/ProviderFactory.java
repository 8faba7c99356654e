package dev.switchboard.spi.provider;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of provider.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface ProviderFactory<C extends Record> extends ComponentFactory<C, Provider> {}
