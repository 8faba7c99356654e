package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.port.Reach;
import java.net.InetAddress;

/** Says where the gateway may connect to. Asked on any thread; must not block. */
@FunctionalInterface
public interface EgressRule {
    /** Lets everything pass. */
    EgressRule ANY = (from, host, port) -> Verdict.ANY_ADDRESS;

    /** What of a host may be reached. */
    enum Verdict {
        /** Nothing. */
        REFUSED,
        /** It, unless its name stands for a guarded address: one of the machine's own segment or a metadata service. */
        PUBLIC_ADDRESS,
        /** It, whatever address its name stands for. */
        ANY_ADDRESS,
        /** The same, and never through a proxy: it serves this machine, and would take the proxy's for it. */
        OWN_MACHINE
    }

    /**
     * Whether an instance may connect there. Asked once a request.
     *
     * @param from the instance whose request it is
     * @param host as in the URL; an IPv6 address with or without brackets
     * @param port 1 to 65535, also where the URL left it out
     */
    Verdict judge(Reach from, String host, int port);

    /** Whether an address needs more than {@link Verdict#PUBLIC_ADDRESS}, whatever name stands for it. Asked once a connection. */
    default boolean guards(InetAddress address) {
        return GuardedAddresses.contain(address);
    }
}
