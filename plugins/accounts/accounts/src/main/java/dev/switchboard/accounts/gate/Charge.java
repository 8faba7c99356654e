package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.ledger.CallerInfo;
import dev.switchboard.accounts.store.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To whom calls are put down.
 *
 * @param caller as the ledger names them
 * @param scopes who spends what the calls cost
 */
record Charge(CallerInfo caller, List<Scope> scopes) {
    /** Copies the list. */
    Charge {
        scopes = List.copyOf(scopes);
    }

    /** Calls of a model by somebody. */
    static Charge of(CallerInfo caller, String model) {
        return new Charge(caller, Scope.of(caller.attributes(), caller.endUser(), caller.tags(), model));
    }

    /**
     * The calls of one key, unless they name an end user or labels of their own. Remembers the latest model's, since most keys call
     * one. Safe for use by any thread.
     */
    static final class OfKey {
        private final CallerInfo caller;
        private volatile @Nullable Known latest;

        private record Known(String model, Charge charge) {}

        OfKey(CallerInfo caller) {
            this.caller = caller;
        }

        Charge of(String model) {
            Known known = latest;
            if (known == null || !known.model().equals(model)) {
                known = new Known(model, Charge.of(caller, model));
                latest = known;
            }
            return known.charge();
        }
    }
}
