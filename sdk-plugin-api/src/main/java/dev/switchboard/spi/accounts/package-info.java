/**
 * Who has a key, what it may do and what it may spend, in one component, which the section {@code accounts} of the configuration
 * sets up. For a rule of its own that needs no memory of the others, implement {@link dev.switchboard.spi.identity.Identity},
 * {@link dev.switchboard.spi.admission.Admission} or {@link dev.switchboard.spi.endpoint.HttpEndpoint} alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.accounts;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
