/** Moderations. */
@NullMarked
package dev.switchboard.dialect.openai.moderation;

import org.jspecify.annotations.NullMarked;
