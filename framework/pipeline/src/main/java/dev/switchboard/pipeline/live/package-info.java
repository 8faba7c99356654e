/** What the gateway knows of its targets right now. It is kept by name and outlives worlds, strategies and their bundles. */
@NullMarked
package dev.switchboard.pipeline.live;

import org.jspecify.annotations.NullMarked;
