/** Models that a Databricks workspace serves. */
@NullMarked
package dev.switchboard.provider.databricks;

import org.jspecify.annotations.NullMarked;
