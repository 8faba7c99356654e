package dev.switchboard.spi.callback;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of callback.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface CallbackFactory<C extends Record> extends ComponentFactory<C, Callback> {}
