/** What every reply may hold: errors and usage. */
@NullMarked
package dev.switchboard.wire.gemini.reply;

import org.jspecify.annotations.NullMarked;
