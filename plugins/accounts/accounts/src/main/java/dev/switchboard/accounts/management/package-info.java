/** The calls by which accounts are managed. */
@NullMarked
package dev.switchboard.accounts.management;

import org.jspecify.annotations.NullMarked;
