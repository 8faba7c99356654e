/** What holds for the whole house: borders between modules, and that everything delivered resolves. */
@NullMarked
package dev.switchboard.distribution;

import org.jspecify.annotations.NullMarked;
