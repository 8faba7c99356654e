/**
 * The inbound edge: listens, speaks HTTP/1.1 and HTTP/2, enforces every limit that can be enforced without knowing what a
 * request means, and hands each request to a {@link dev.switchboard.pipeline.port.CallerHandler} on a virtual thread.
 *
 * <p>{@link dev.switchboard.http.edge.EdgeServer} is the entry. HTTP/1.1 over plain TCP runs on a small connector of our own
 * with one virtual thread per connection and blocking reads: a keep-alive request then costs one read and one write, and
 * no thread hands it to another. TLS and HTTP/2 run on Jetty's selectors.
 */
@NullMarked
package dev.switchboard.http.edge;

import org.jspecify.annotations.NullMarked;
