package dev.switchboard.spi.identity;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of identity.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface IdentityFactory<C extends Record> extends ComponentFactory<C, Identity> {}
