@NullMarked
package dev.switchboard.logging.http;

import org.jspecify.annotations.NullMarked;
