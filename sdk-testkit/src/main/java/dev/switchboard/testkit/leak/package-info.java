/**
 * Proof that an unloaded plugin is gone: {@link dev.switchboard.testkit.leak.LeakProbe} demands that its class loader
 * is collected and otherwise names what may hold it; {@link dev.switchboard.testkit.leak.PluginLeakContract} demands it of
 * a packaged plugin after a whole life.
 *
 * <p>Run such tests with {@code -XX:SoftRefLRUPolicyMSPerMB=0}: without it the JVM keeps what only soft references
 * reach, such as the Introspector's cache, and the probe cannot tell that from a leak.
 */
@NullMarked
package dev.switchboard.testkit.leak;

import org.jspecify.annotations.NullMarked;
