/** Runs gateways in turn under the same load and prints what each cost as ratios. */
@NullMarked
package dev.switchboard.bench;

import org.jspecify.annotations.NullMarked;
