/** What the gateway has without any plugin: health pages, and keys out of the configuration. */
@NullMarked
package dev.switchboard.pipeline.builtin;

import org.jspecify.annotations.NullMarked;
