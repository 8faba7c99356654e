package dev.switchboard.spi.shared;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of store.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface SharedValuesFactory<C extends Record> extends ComponentFactory<C, SharedValues> {}
