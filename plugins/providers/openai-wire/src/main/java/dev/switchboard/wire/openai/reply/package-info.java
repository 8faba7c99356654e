/**
 * What all replies of this format share: usage and errors.
 */
@NullMarked
package dev.switchboard.wire.openai.reply;

import org.jspecify.annotations.NullMarked;
