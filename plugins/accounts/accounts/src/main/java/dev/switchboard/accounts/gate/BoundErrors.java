package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.pricing.Quote;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage.Bucket;

/** What callers are told whose calls cannot be held to their budgets. */
final class BoundErrors {
    private BoundErrors() {}

    /** A price is not known. */
    static GatewayError unpriced(Quote quote, CallBound bound) {
        String reason = switch (quote) {
            case Quote.Unpriced unpriced -> unpriced.reason();
            case Quote.Priced _ ->
                bound.most().of(Bucket.REQUESTS) > 0
                        ? "a price is missing, perhaps that of one use of the provider's own tools (requests)"
                        : "a price is missing";
        };
        return GatewayError.builder(
                        ErrorKind.PERMISSION,
                        "This call cannot be held to its budget: " + reason + ". Ask the gateway's operator.")
                .code("price_unknown")
                .build();
    }

    /** Nothing bounds what a member of the request costs. */
    static GatewayError open(String member) {
        return GatewayError.builder(
                        ErrorKind.INVALID_REQUEST,
                        "'" + member
                                + "' can cost any amount, so this call cannot be held to its budget. Say how often at"
                                + " most the tool may be used, where the format lets you (max_uses, max_tool_calls), leave"
                                + " '" + member
                                + "' out, or ask the gateway's operator: accounts.tool-uses sets a number for"
                                + " calls that name none, accounts.budgets: loose gives up the bound.")
                .param(member.substring(0, (member + ":").indexOf(':')))
                .code("cost_unbounded")
                .build();
    }
}
