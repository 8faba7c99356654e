package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.port.Reach;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each instance connects to what it names itself, and all of them to what the operator lists. Guarded addresses have to be
 * listed, or be the metadata service from which that instance gets its own credentials. Safe for use by any thread.
 */
public final class EgressList implements EgressRule {
    private volatile Set<String> listed = Set.of();

    /** Replaces what the operator lists: hosts, each with a port or, for all ports, without one. */
    public void list(Collection<String> hosts) {
        listed = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Verdict judge(Reach from, String host, int port) {
        String place = Reach.place(host, port);
        if (from.namesMetadataService(place)) {
            return Verdict.OWN_MACHINE;
        }
        if (isListed(place)) {
            return Verdict.ANY_ADDRESS;
        }
        return from.names(place) ? Verdict.PUBLIC_ADDRESS : Verdict.REFUSED;
    }

    private boolean isListed(String place) {
        Set<String> hosts = listed;
        return !hosts.isEmpty() && (hosts.contains(place) || hosts.contains(hostOf(place)));
    }

    private static String hostOf(String place) {
        String host = place.substring(0, place.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
