/** The native configuration schema as records: what an operator can write, with defaults and meaning. */
@NullMarked
package dev.switchboard.config.schema;

import org.jspecify.annotations.NullMarked;
