package dev.switchboard.spi.http;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The head of a request as it arrived. Valid until the request has been answered; safe to read from any thread. */
@ProviderType
public interface HttpRequest {
    /** The method in upper case. */
    String method();

    /** The path as it was sent, percent-encoded, without the query. Begins with a slash. */
    String path();

    /** The query as it was sent, without the question mark. */
    Optional<String> query();

    /** The decoded value of the first query parameter of that name. */
    Optional<String> queryParameter(String name);

    /** The decoded part of the path that a {@code {name}} of the route's template stands for. */
    Optional<String> pathVariable(String name);

    /** The header fields. */
    Headers headers();

    /** The address of the peer, without port. */
    String remoteAddress();

    /** Whether the connection is encrypted. */
    boolean secure();
}
