/** Configured components and what the gateway knows about them. */
@NullMarked
package dev.switchboard.pipeline.instance;

import org.jspecify.annotations.NullMarked;
