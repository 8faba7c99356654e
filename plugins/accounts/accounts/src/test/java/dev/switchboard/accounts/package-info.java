@NullMarked
package dev.switchboard.accounts;

import org.jspecify.annotations.NullMarked;
