/**
 * From YAML text to records: reading with exact places, resolving references, binding with all problems at once.
 * Knows nothing of the gateway's own settings and keeps nothing of a bound class.
 */
@NullMarked
package dev.switchboard.config.binding;

import org.jspecify.annotations.NullMarked;
