package dev.switchboard.spi.routing;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of routing strategy.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface RoutingStrategyFactory<C extends Record> extends ComponentFactory<C, RoutingStrategy> {}
