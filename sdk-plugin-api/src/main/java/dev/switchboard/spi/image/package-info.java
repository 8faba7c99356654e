/**
 * Pictures made from words, and from other pictures. One request covers making, editing and varying;
 * {@link dev.switchboard.spi.image.ImageRequest.Task} says which, and a translator refuses what its provider cannot do.
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="image"}
 *
 * <p>Sizes, qualities and formats are the provider's words: there is no common list. A streamed reply sends unfinished
 * pictures before the finished ones:
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="imageEvents"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.image;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
