package dev.switchboard.spi.admission;

import dev.switchboard.spi.ComponentFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes instances of a type of admission.
 *
 * @param <C> the record for an instance's settings
 */
@ConsumerType
public interface AdmissionFactory<C extends Record> extends ComponentFactory<C, Admission> {}
