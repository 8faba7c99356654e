/**
 * Text made from speech, in the language spoken or translated into English.
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="transcription"}
 *
 * <p>A reply has the whole text and, where the provider tells, who said what when. Subtitles that the provider wrote itself
 * go on as they are ({@link dev.switchboard.spi.transcription.TranscriptionResponse#document}).
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.transcription;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
