/** A callback that posts reports of exchanges to a service, written in whatever language. */
@NullMarked
package dev.switchboard.logging.http;

import org.jspecify.annotations.NullMarked;
