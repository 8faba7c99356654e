/**
 * Speech made from text. Sound is passed on as it comes, piece by piece; each piece is a
 * {@link dev.switchboard.spi.speech.SpeechEvent.Audio}.
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="speech"}
 *
 * <p>A provider that bills by character reports {@code Bucket.CHARACTERS}; its reply does not say how many there were, so its
 * translator counts those of the request:
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="characters"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.speech;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
