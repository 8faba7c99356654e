/** What all replies of this format share: blocks, usage, stop reasons and errors. */
@NullMarked
package dev.switchboard.wire.anthropic.reply;

import org.jspecify.annotations.NullMarked;
