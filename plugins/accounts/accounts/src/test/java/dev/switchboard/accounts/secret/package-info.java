@NullMarked
package dev.switchboard.accounts.secret;

import org.jspecify.annotations.NullMarked;
