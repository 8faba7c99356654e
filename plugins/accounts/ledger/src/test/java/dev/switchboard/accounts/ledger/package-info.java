@NullMarked
package dev.switchboard.accounts.ledger;

import org.jspecify.annotations.NullMarked;
