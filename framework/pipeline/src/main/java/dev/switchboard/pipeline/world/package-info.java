/** The immutable world that a request sees: configured instances, models and paths, and how one world follows another. */
@NullMarked
package dev.switchboard.pipeline.world;

import org.jspecify.annotations.NullMarked;
