/** What requests and replies of this format share, whichever side the gateway is on. */
@NullMarked
package dev.switchboard.wire.anthropic.format;

import org.jspecify.annotations.NullMarked;
