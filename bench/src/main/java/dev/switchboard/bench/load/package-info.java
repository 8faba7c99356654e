/** The two ends of a measurement, each one thread on a selector, so that they leave the machine to what is measured. */
@NullMarked
package dev.switchboard.bench.load;

import org.jspecify.annotations.NullMarked;
