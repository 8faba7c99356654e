/** The statements, which MariaDB and the embedded store both understand. */
@NullMarked
package dev.switchboard.accounts.store.mapper;

import org.jspecify.annotations.NullMarked;
