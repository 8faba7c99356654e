/**
 * The OpenAI wire format from the gateway's side: what any bundle needs that talks to a server of this format. A library, not a
 * bundle: each bundle carries its own private copy, so that each can be replaced alone.
 */
@NullMarked
package dev.switchboard.wire.openai;

import org.jspecify.annotations.NullMarked;
