package dev.switchboard.http.upstream;

import java.util.Optional;

/** Says which upstreams are reached through a proxy. Asked once a request, on any thread; must not block. */
@FunctionalInterface
public interface ProxyRule {
    /** No proxy. */
    ProxyRule NONE = (secure, host, port) -> Optional.empty();

    /**
     * The proxy for an upstream. For this machine, its segment and its metadata services the answer does not count.
     *
     * @param secure whether the upstream is spoken to over TLS
     * @param host   as in the URL; an IPv6 address with or without brackets
     * @param port   1 to 65535, also where the URL left it out
     */
    Optional<ProxyAddress> proxyFor(boolean secure, String host, int port);
}
