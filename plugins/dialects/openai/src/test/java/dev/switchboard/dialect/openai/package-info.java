@NullMarked
package dev.switchboard.dialect.openai;

import org.jspecify.annotations.NullMarked;
