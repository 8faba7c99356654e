/** A guardrail for Switchboard. */
@NullMarked
package ${package};

import org.jspecify.annotations.NullMarked;
