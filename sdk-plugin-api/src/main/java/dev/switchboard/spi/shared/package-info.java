/**
 * What gateways beside each other must agree on: small texts that all of them see and change. Which gateway holds how much of a
 * limit is such a thing; what callers wait for is not, for a store of this kind stands outside of the gateway.
 *
 * <p>Changes are optimistic: read, decide, write if nobody else has written since. A store says when it may have lost something,
 * by another {@linkplain dev.switchboard.spi.shared.SharedValues.Reading#epoch() epoch}, so that nobody mistakes an empty store for
 * one in which nothing is held.
 *
 * {@snippet class="dev.switchboard.spi.example.SharedCount" region="count"}
 *
 * <p>{@link dev.switchboard.spi.PluginContext#sharedValues} is the way to those that the section {@code shared} of the
 * configuration names.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.shared;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
