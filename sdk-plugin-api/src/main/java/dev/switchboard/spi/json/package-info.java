/**
 * JSON that keeps its bytes. The API has no JSON library in its signatures: what only passes through stays text
 * ({@link dev.switchboard.spi.json.JsonText}), and an object that is looked into or changed at its top level stays a
 * {@link dev.switchboard.spi.json.JsonDocument}, whose edits copy everything they do not name.
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="json"}
 *
 * <p>The number {@code 1e3} and the blanks survive. A plugin that needs the whole tree parses {@code bytes()} with a library
 * of its own; the gateway lends Jackson 3.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
