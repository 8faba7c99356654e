@NullMarked
package dev.switchboard.logging.jsonl;

import org.jspecify.annotations.NullMarked;
