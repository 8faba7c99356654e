package dev.switchboard.http.upstream;

import java.net.InetAddress;

/** Says where the gateway may connect to. Asked on any thread; must not block. */
@FunctionalInterface
public interface EgressRule {
    /** Lets everything pass. */
    EgressRule ANY = (scheme, host, port) -> true;

    /**
     * Whether a connection is allowed. Asked once a request.
     *
     * @param scheme {@code http} or {@code https}
     * @param host   as in the URL; an IPv6 address without brackets
     * @param port   1 to 65535, also where the URL left it out
     */
    boolean allows(String scheme, String host, int port);

    /**
     * Whether an address is one that the name may stand for. Asked once a connection, of hosts that are allowed.
     *
     * @param host as in the URL; an IPv6 address without brackets
     */
    default boolean allows(String host, int port, InetAddress address) {
        return true;
    }
}
