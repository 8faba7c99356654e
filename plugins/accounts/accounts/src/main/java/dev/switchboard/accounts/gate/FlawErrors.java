package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;

/** What callers are told whose limits the gateway cannot read: it lets nobody in without them, and calls nobody a stranger. */
final class FlawErrors {
    private FlawErrors() {}

    static GatewayError flawed(Account account) {
        return GatewayError.builder(
                        ErrorKind.PERMISSION,
                        "What the gateway's store says of the " + account.kind().label()
                                + " that this call touches cannot be understood, so its limits are not known. The gateway's"
                                + " operator finds the reason in the log.")
                .code("account_unreadable")
                .build();
    }
}
