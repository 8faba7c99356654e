/**
 * Limits on known callers: rates, slots, budgets. What an admission sets aside is a
 * {@link dev.switchboard.spi.admission.Admission.Permit}, which the gateway settles exactly once, however the exchange ends.
 *
 * {@snippet class="dev.switchboard.spi.example.CallsAtOnce" region="admission"}
 *
 * <p>All admissions must agree; when a later one refuses, the permits of earlier ones are settled all the same.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.admission;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
