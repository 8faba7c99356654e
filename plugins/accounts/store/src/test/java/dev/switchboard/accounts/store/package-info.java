@NullMarked
package dev.switchboard.accounts.store;

import org.jspecify.annotations.NullMarked;
