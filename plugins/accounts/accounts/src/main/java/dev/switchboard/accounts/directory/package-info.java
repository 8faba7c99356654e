/** Everybody who has an account, in memory. */
@NullMarked
package dev.switchboard.accounts.directory;

import org.jspecify.annotations.NullMarked;
