/**
 * The plugin API of Switchboard: everything an author of a plugin compiles against, in JDK types only.
 *
 * <p>A plugin is a jar with one class that says what it offers, and for each offer a factory that makes instances from the
 * operator's configuration. A provider of models, whole:
 *
 * {@snippet class="dev.switchboard.spi.example.AcmePlugin" region="plugin"}
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeProviderFactory" region="factory"}
 *
 * {@snippet class="dev.switchboard.spi.example.AcmeProvider" region="provider"}
 *
 * <h2>Where to go</h2>
 * <table>
 * <caption>The packages by what you want to add</caption>
 * <tr><th scope="col">to add</th><th scope="col">read</th></tr>
 * <tr><td>a provider of models</td><td>{@link dev.switchboard.spi.provider}, {@link dev.switchboard.spi.upstream}</td></tr>
 * <tr><td>a format that callers speak</td><td>{@link dev.switchboard.spi.dialect}</td></tr>
 * <tr><td>a way to choose among targets</td><td>{@link dev.switchboard.spi.routing}</td></tr>
 * <tr><td>a check of what goes in and out</td><td>{@link dev.switchboard.spi.guardrail}</td></tr>
 * <tr><td>a store of replies</td><td>{@link dev.switchboard.spi.cache}</td></tr>
 * <tr><td>values that gateways share</td><td>{@link dev.switchboard.spi.shared}</td></tr>
 * <tr><td>a store of prompts</td><td>{@link dev.switchboard.spi.prompt}</td></tr>
 * <tr><td>a receiver of reports</td><td>{@link dev.switchboard.spi.callback}</td></tr>
 * <tr><td>a way to know callers</td><td>{@link dev.switchboard.spi.identity}</td></tr>
 * <tr><td>a limit on callers</td><td>{@link dev.switchboard.spi.admission}</td></tr>
 * <tr><td>a page or a call of its own</td><td>{@link dev.switchboard.spi.endpoint}</td></tr>
 * <tr><td>a foreign configuration file</td><td>{@link dev.switchboard.spi.config.ConfigFormat}</td></tr>
 * </table>
 *
 * <h2>Rules for every component</h2>
 * <ul>
 *   <li>Calls come on virtual threads, many at the same time. Block if you must; end soon after an interrupt.
 *   <li>Start no threads, timers or shutdown hooks, and keep nothing in thread-locals or in caches of others: a replaced
 *       plugin must become garbage. {@link dev.switchboard.spi.PluginContext} lends an executor, a clock, a log, a
 *       directory and a way to other hosts.
 *   <li>Nothing here takes or returns null unless it is marked {@code @Nullable}.
 *   <li>Expected failures are {@link dev.switchboard.spi.error.GatewayException}s; whatever else is thrown counts as a fault
 *       of the plugin.
 *   <li>Enums and sealed types whose Javadoc says that cases may be added need a {@code default} in a {@code switch}.
 * </ul>
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
