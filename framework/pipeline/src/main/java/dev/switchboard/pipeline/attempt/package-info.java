/** One try at one target: encode, send, decode; and the streams of pieces that come out of it. */
@NullMarked
package dev.switchboard.pipeline.attempt;

import org.jspecify.annotations.NullMarked;
