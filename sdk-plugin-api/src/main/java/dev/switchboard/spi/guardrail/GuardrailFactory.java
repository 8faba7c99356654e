package dev.switchboard.spi.guardrail;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of guardrail.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface GuardrailFactory<C extends Record> extends ComponentFactory<C, Guardrail> {}
