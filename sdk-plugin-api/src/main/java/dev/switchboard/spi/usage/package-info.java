/**
 * What an attempt used, in buckets that do not overlap, so that their sum is the total and each can have its own price; and how much
 * a caller may still use.
 *
 * <p>Upstreams report overlapping numbers; a translator subtracts. Where the upstream gives a total, check against it:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="usage"}
 *
 * <p>A negative count or a sum that is not the total is thrown at the translator, not rounded away.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.usage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
