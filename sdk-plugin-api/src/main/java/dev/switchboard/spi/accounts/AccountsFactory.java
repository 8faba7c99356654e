package dev.switchboard.spi.accounts;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of accounts.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface AccountsFactory<C extends Record> extends ComponentFactory<C, Accounts> {}
