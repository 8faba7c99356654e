/**
 * Documents sorted by how well they answer a question. A reply names documents by their place in the request:
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="rerank"}
 *
 * <p>Providers bill by token or by search; the latter goes into {@code Bucket.REQUESTS}.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.rerank;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
