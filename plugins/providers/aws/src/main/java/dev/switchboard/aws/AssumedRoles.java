package dev.switchboard.aws;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Ways to credentials of roles. */
final class AssumedRoles {
    private final Sts sts;

    AssumedRoles(Sts sts) {
        this.sts = sts;
    }

    /** A role, for who has other credentials. */
    CredentialSource by(Role role, CredentialSource caller) {
        Set<URI> destinations = new HashSet<>(caller.destinations());
        destinations.add(sts.endpoint());
        return new CredentialSource(
                () -> sts.assume(role, caller.fetch().get()), destinations, caller.metadataServices());
    }

    /** A role, for who has a token, which is read each time. */
    CredentialSource byToken(Role role, String file) {
        return new CredentialSource(
                () -> sts.assume(role, CredentialCalls.file(Path.of(file), "the web identity token")),
                Set.of(sts.endpoint()),
                Set.of());
    }
}
