/**
 * The examples of the SDK's documentation: whole components, compiled and run by the tests beside them. The packages' own
 * pages show regions of them.
 */
@NullMarked
package dev.switchboard.spi.example;

import org.jspecify.annotations.NullMarked;
