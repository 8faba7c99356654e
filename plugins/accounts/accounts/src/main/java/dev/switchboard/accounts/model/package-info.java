/** Models and credentials that operators add while the gateway runs: kept in the store, contributed to the configuration. */
@NullMarked
package dev.switchboard.accounts.model;

import org.jspecify.annotations.NullMarked;
