/**
 * Ways to know who calls. The gateway asks before it reads the body, so that a stranger costs it nothing but a header.
 *
 * {@snippet class="dev.switchboard.spi.example.TokenIdentity" region="identity"}
 *
 * <p>Keep no keys in memory that you can keep as hashes, compare them whole, and answer {@code Unknown} for what is not yours.
 * {@link dev.switchboard.spi.identity.Caller} names which models somebody may use; the pipeline enforces it.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
