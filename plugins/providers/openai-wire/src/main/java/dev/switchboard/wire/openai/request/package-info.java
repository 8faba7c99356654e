/** What providers share that take a key as bearer token and have a few members of their own. */
@NullMarked
package dev.switchboard.wire.openai.request;

import org.jspecify.annotations.NullMarked;
