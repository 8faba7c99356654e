/**
 * What plugins are tested with.
 *
 * <ul>
 *   <li>{@link dev.switchboard.testkit.contract} - what every plugin of a kind must do, as suites to extend: begin here
 *   <li>{@link dev.switchboard.testkit.doubles} - stand-ins for what the gateway hands to a plugin
 *   <li>{@link dev.switchboard.testkit.http} - a mock upstream and a raw client that hide no byte
 *   <li>{@link dev.switchboard.testkit.recordings} - recorded traffic of real providers, to be replayed
 *   <li>{@link dev.switchboard.testkit.framing} - the reference for telling the events of a stream apart
 *   <li>{@link dev.switchboard.testkit.leak} - proof that a removed plugin's class loader is collected
 *   <li>{@link dev.switchboard.testkit.load} - bounded load for tests that swap plugins under traffic
 *   <li>{@link dev.switchboard.testkit.demo} - an OpenAI-like upstream to run on its own
 * </ul>
 */
@NullMarked
package dev.switchboard.testkit;

import org.jspecify.annotations.NullMarked;
