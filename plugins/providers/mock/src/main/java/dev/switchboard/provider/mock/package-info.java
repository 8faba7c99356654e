/**
 * A provider without a model behind it, for a first start, demonstrations and tests: it answers by a script.
 *
 * <p>{@link dev.switchboard.provider.mock.MockConfig} is the script in the configuration file. A test in Java hands
 * {@link dev.switchboard.provider.mock.MockProvider} a {@link dev.switchboard.provider.mock.MockScript} instead and decides
 * about each request itself. Either way a {@link dev.switchboard.provider.mock.MockReply} says what happens.
 */
@NullMarked
package dev.switchboard.provider.mock;

import org.jspecify.annotations.NullMarked;
