/** The format of Google's Gemini models, as both of Google's services speak it: a library that provider bundles hold copies of. */
@NullMarked
package dev.switchboard.wire.gemini;

import org.jspecify.annotations.NullMarked;
