/**
 * The way to upstreams: {@link dev.switchboard.http.upstream.JettyTransport} sends requests over pooled connections, and
 * {@link dev.switchboard.http.upstream.EventDecoder} cuts streamed replies into events.
 *
 * <p>Two threads meet in a reply. Jetty's selector thread copies what arrives into a bounded buffer and never blocks; the
 * caller's virtual thread takes from that buffer and blocks as long as its patience lasts. A reader that is slow lets the
 * buffer fill up, the selector then stops reading, and TCP slows the upstream down.
 *
 * <p><b>A request is sent at most once.</b> Jetty repeats nothing after its first byte, redirects and challenges are not
 * followed. One exception is made here: when a connection breaks before the whole request has been written, the upstream
 * cannot have acted on it, so it is sent once more over another connection. When a connection breaks after that, nobody can
 * tell whether the request was processed: the error has the code {@code closed_before_reply}, and whoever sent it decides.
 *
 * <p><b>A cut reply is never a complete one.</b> A connection that ends before {@code content-length} bytes or before the
 * last chunk is an error with the code {@code reply_cut}. A reply with neither of both ends, as HTTP defines, with its
 * connection: there an orderly end cannot be told from a process that died.
 */
@NullMarked
package dev.switchboard.http.upstream;

import org.jspecify.annotations.NullMarked;
