/**
 * The wire format of Anthropic's messages from the gateway's side: what any bundle needs that talks to a server of this format,
 * be it Anthropic's own or a cloud's. A library, not a bundle: each bundle carries its own private copy, so that each can be
 * replaced alone.
 */
@NullMarked
package dev.switchboard.wire.anthropic;

import org.jspecify.annotations.NullMarked;
