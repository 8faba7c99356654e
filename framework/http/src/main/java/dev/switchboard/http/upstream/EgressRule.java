package dev.switchboard.http.upstream;

/** Says where the gateway may connect to. Asked once a request, on any thread; must not block. */
@FunctionalInterface
public interface EgressRule {
    /** Lets everything pass. */
    EgressRule ANY = (scheme, host, port) -> true;

    /**
     * Whether a connection is allowed.
     *
     * @param scheme {@code http} or {@code https}
     * @param host   as in the URL; an IPv6 address without brackets
     * @param port   1 to 65535, also where the URL left it out
     */
    boolean allows(String scheme, String host, int port);
}
