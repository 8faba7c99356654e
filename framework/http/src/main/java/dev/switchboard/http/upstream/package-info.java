/**
 * The way to upstreams: {@link dev.switchboard.http.upstream.JettyTransport} sends requests over pooled connections, and
 * {@link dev.switchboard.http.upstream.EventDecoder} cuts streamed replies into events.
 *
 * <p>Two threads meet in a reply. Jetty's selector thread copies what arrives into a bounded buffer and never blocks; the
 * caller's virtual thread takes from that buffer and blocks as long as its patience lasts. A reader that is slow lets the
 * buffer fill up, the selector then stops reading, and TCP slows the upstream down.
 *
 * <p><b>A request is sent at most once.</b> Jetty repeats nothing of which a byte was written, redirects and challenges are not
 * followed, and nothing is repeated here: a connection that breaks without a reply, as a pooled one does when its upstream
 * closes it at the very moment, leaves open whether the request was processed. The codes of the errors let whoever
 * sent it decide: {@code connect_failed}, {@code connect_timeout}, {@code unknown_host}, {@code tls_failed}, {@code no_connection} and
 * {@code egress_denied} mean that it was not processed; {@code closed_before_reply} and {@code malformed_reply} that
 * nobody knows; {@code reply_cut}, {@code reply_too_large}, {@code event_too_large} and {@code malformed_stream} that it was.
 *
 * <p><b>A cut reply is never a complete one.</b> A connection that ends before {@code content-length} bytes or before the
 * last chunk is an error with the code {@code reply_cut}. A reply with neither of both ends, as HTTP defines, with its
 * connection: there an orderly end cannot be told from a process that died.
 */
@NullMarked
package dev.switchboard.http.upstream;

import org.jspecify.annotations.NullMarked;
