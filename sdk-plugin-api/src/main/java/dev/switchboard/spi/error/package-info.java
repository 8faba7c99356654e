/**
 * Failures as values. Each has an {@link dev.switchboard.spi.error.ErrorKind}, which says what the caller can do about it and
 * whether another target may help, and a message with the value found, what was expected and the next step:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="error"}
 *
 * <p>An upstream's failure keeps the upstream's status and words, and gets a kind, by which routing decides:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeErrors" region="error"}
 *
 * <p>{@link dev.switchboard.spi.error.GatewayException} carries an error out of a deep call. Never put a secret or a caller's
 * content into a message: it goes to callers and logs.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
