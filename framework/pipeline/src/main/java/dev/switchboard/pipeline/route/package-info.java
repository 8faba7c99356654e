/** Which path and which model a request means. */
@NullMarked
package dev.switchboard.pipeline.route;

import org.jspecify.annotations.NullMarked;
