/**
 * What the JSON schema of an answer may say to a provider that holds its model to it. A provider's rules are a table, so that
 * each fact has its source beside it; {@link dev.switchboard.spi.schema.SchemaRules} says what a table holds.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="schema"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
