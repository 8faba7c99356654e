/**
 * How bundles live: the one module that knows OSGi. {@link dev.switchboard.osgi.PluginHost} runs an embedded Felix and keeps
 * what is deployed equal to the jars in the watched directory, without a gap; {@link dev.switchboard.osgi.PluginAdmin} is
 * what a command line uses, from another process; {@link dev.switchboard.osgi.PluginListener} is the gateway's side of it.
 *
 * <p>The way of a jar: {@code DirectoryWatcher} waits until its copy is complete, {@code JarInspector} reads every byte of it
 * into the {@code BundleStore} unless it is one of the {@code KnownFiles}, {@code Planner} says what to do, {@code Deployer} does it beside what is serving.
 */
@NullMarked
package dev.switchboard.osgi;

import org.jspecify.annotations.NullMarked;
