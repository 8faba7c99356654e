/**
 * Writes one line of JSON for each finished exchange to a file.
 *
 * <p>{@link dev.switchboard.logging.jsonl.ReportWriter} knows the fields, {@link dev.switchboard.logging.jsonl.LogFile} the
 * file with its rotation and repair; {@link dev.switchboard.logging.jsonl.JsonlCallback} joins them with one buffer that is
 * used again for every batch.
 */
@NullMarked
package dev.switchboard.logging.jsonl;

import org.jspecify.annotations.NullMarked;
