/**
 * The entrance of a plugin: one class for each bundle.
 *
 * <p>{@link dev.switchboard.spi.plugin.GatewayPlugin} marks the class; bnd writes the bundle's manifest from it, so the jar
 * needs no activator and no import of OSGi. {@link dev.switchboard.spi.plugin.Plugin} has one method for each kind of offer;
 * override what applies.
 *
 * {@snippet class="dev.switchboard.spi.example.AcmePlugin" region="plugin"}
 *
 * <p>The id ({@code acme}) stays the same in all versions: by it the gateway knows that a newer jar replaces this one. The
 * class is made once for each version of the bundle, before anything of it serves, and must not touch anything outside.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
