package dev.switchboard.spi.prompt;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of prompt source.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface PromptSourceFactory<C extends Record> extends ComponentFactory<C, PromptSource> {}
