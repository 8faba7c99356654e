package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Credentials;
import dev.switchboard.spi.identity.Identity.Identification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Knows callers by their keys. Answers from memory. */
public final class KeyIdentity {
    /** The caller's attribute that holds the hash of the key they showed. */
    public static final String TOKEN = "token";

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Directory directory;
    private final InstantSource clock;
    private final Holders holders;

    /** Knows who is in a directory. @param holders of its keys */
    public KeyIdentity(Directory directory, Holders holders, InstantSource clock) {
        this.directory = directory;
        this.holders = holders;
        this.clock = clock;
    }

    /** Looks at a request's head. */
    public Identification identify(HttpRequest request) {
        Optional<String> shown = Credentials.keyOf(request);
        if (shown.isEmpty()) {
            return new Identification.Unknown();
        }
        KeyHash hash = KeyHash.of(shown.get());
        Optional<Holder> holder = holders.find(hash);
        if (holder.isEmpty()) {
            return directory.isFresh()
                    ? new Identification.Unknown()
                    : new Identification.Refused(GatewayError.builder(
                                    ErrorKind.OVERLOADED,
                                    "The gateway cannot say whether it knows this key: its store does not answer."
                                            + " Please try again.")
                            .retryAfter(RETRY)
                            .build());
        }
        return known(holder.get(), request.path());
    }

    private Identification known(Holder holder, String path) {
        if (holder.flawed().isPresent()) {
            return new Identification.Refused(FlawErrors.flawed(holder.flawed().get()));
        }
        for (Account account : holder.accounts()) {
            String what = account.kind().label();
            if (account.blocked()) {
                return refused(
                        ErrorKind.PERMISSION,
                        "This key is blocked" + (account == holder.key() ? "" : ", because its " + what + " is")
                                + ". Ask the gateway's operator.");
            }
            if (account.expires().isPresent() && !account.expires().get().isAfter(clock.instant())) {
                return refused(
                        ErrorKind.AUTHENTICATION,
                        "This key has expired" + (account == holder.key() ? "" : ", because its " + what + " has")
                                + ". Ask the gateway's operator for another.");
            }
        }
        Optional<String> refusal = Access.refuse(holder, path);
        return refusal.isPresent()
                ? refused(ErrorKind.PERMISSION, refusal.get())
                : new Identification.Known(holder.caller());
    }

    private static Identification refused(ErrorKind kind, String message) {
        return new Identification.Refused(GatewayError.of(kind, message));
    }
}
