package dev.switchboard.http.upstream;

import java.util.Optional;

/**
 * Who sends where, for messages.
 *
 * @param owner  the instance whose request it is: {@code provider "groq"}
 * @param target host and port
 * @param proxy  what stands in between
 */
record Leg(String owner, String target, Optional<ProxyAddress> proxy) {
    String where() {
        return proxy.map(address -> target + " through the proxy " + address).orElse(target);
    }
}
