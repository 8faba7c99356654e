@NullMarked
package dev.switchboard.http.upstream;

import org.jspecify.annotations.NullMarked;
