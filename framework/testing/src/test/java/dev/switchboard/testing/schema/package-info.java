/** Schemas of answers on the wires of providers: accepted with the same meaning, or refused by the name of a keyword. */
@NullMarked
package dev.switchboard.testing.schema;

import org.jspecify.annotations.NullMarked;
