/** Reports of exchanges as JSON, the same wherever they go. */
@NullMarked
package dev.switchboard.report;

import org.jspecify.annotations.NullMarked;
