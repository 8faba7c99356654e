@NullMarked
package dev.switchboard.accounts.management;

import org.jspecify.annotations.NullMarked;
