/**
 * Reading and writing JSON without losing the text of what is not understood.
 */
@NullMarked
package dev.switchboard.wire.openai.json;

import org.jspecify.annotations.NullMarked;
