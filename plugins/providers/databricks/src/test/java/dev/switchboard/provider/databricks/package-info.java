@NullMarked
package dev.switchboard.provider.databricks;

import org.jspecify.annotations.NullMarked;
