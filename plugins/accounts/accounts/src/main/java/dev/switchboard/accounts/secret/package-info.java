/** Secrets of providers at rest: encrypted with a key that is not in the store. */
@NullMarked
package dev.switchboard.accounts.secret;

import org.jspecify.annotations.NullMarked;
