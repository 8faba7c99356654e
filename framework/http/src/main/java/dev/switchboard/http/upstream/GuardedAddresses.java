package dev.switchboard.http.upstream;

import java.net.InetAddress;
import java.util.Set;

/** Addresses of the machine's own network segment, and those from which clouds hand out credentials. */
final class GuardedAddresses {
    /** Metadata services outside the link-local ranges: AWS over IPv6, Alibaba, Azure, Oracle. */
    private static final Set<String> METADATA =
            Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

    private GuardedAddresses() {}

    static boolean contain(InetAddress address) {
        return address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress());
    }
}
