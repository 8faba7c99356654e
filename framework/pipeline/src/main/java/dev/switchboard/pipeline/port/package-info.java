/** What the pipeline needs of the world outside: callers' connections on one side, upstreams' on the other. */
@NullMarked
package dev.switchboard.pipeline.port;

import org.jspecify.annotations.NullMarked;
