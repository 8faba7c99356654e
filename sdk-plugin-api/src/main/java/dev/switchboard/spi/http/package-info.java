/**
 * Requests, replies and header fields as plugins see them. No type of the server's appears here.
 *
 * <p>{@link dev.switchboard.spi.http.Headers} keep order, repetition and the case of names:
 *
 * {@snippet class="dev.switchboard.spi.example.DataTest" region="headers"}
 *
 * <p>Their text shows names only: values may be secrets. Values with line breaks are refused, so that nobody can smuggle a
 * second header into a message.
 *
 * <p>{@link dev.switchboard.spi.http.MultipartForm} reads and writes forms with files:
 *
 * {@snippet class="dev.switchboard.spi.example.OperationsTest" region="multipart"}
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.switchboard.spi.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
