/** Forms with files. */
@NullMarked
package dev.switchboard.wire.openai.form;

import org.jspecify.annotations.NullMarked;
