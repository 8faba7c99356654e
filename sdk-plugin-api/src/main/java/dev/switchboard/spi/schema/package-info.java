/** What the JSON schema of an answer may say to a provider that holds its model to it. */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
