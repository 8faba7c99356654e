@NullMarked
package dev.switchboard.accounts.limit;

import org.jspecify.annotations.NullMarked;
