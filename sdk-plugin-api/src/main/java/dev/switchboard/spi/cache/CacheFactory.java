package dev.switchboard.spi.cache;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of cache.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface CacheFactory<C extends Record> extends ComponentFactory<C, ResponseCache> {}
