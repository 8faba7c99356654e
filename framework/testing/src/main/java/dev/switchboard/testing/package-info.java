/** A whole gateway for one test: {@link dev.switchboard.testing.TestingGateway}. */
@NullMarked
package dev.switchboard.testing;

import org.jspecify.annotations.NullMarked;
