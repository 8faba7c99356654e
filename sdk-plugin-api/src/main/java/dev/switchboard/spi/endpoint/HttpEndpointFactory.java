package dev.switchboard.spi.endpoint;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of HTTP endpoint.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface HttpEndpointFactory<C extends Record> extends ComponentFactory<C, HttpEndpoint> {}
