/**
 * HTTP/1.1 at the level of bytes, over real sockets and with the JDK alone.
 *
 * <p>{@link dev.switchboard.testkit.http.MockUpstream} plays the provider, {@link dev.switchboard.testkit.http.RawHttp}
 * plays the caller. Neither hides what a library would smooth over: how bytes are cut into writes, a connection that is
 * reset, a reply that breaks the rules, the case and order of headers.
 *
 * <pre>{@code
 * try (var upstream = MockUpstream.start()) {
 *     Gate gate = Gate.closed();
 *     upstream.enqueue(Reply.sse().data("{\"n\":1}").hold(gate).data("{\"n\":2}").done().build());
 *
 *     ... send a request to upstream.baseUrl(), read the first event ...
 *     gate.open();
 *     ... read the rest ...
 *
 *     ReceivedRequest request = upstream.awaitRequests(1).getFirst();
 *     assertEquals("Bearer sk-fake", request.header("authorization").orElseThrow());
 *     assertEquals(Outcome.End.COMPLETED, request.awaitOutcome().end());
 * }
 * }</pre>
 */
@NullMarked
package dev.switchboard.testkit.http;

import org.jspecify.annotations.NullMarked;
