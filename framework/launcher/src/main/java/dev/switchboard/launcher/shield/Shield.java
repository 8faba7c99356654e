package dev.switchboard.launcher.shield;

import dev.switchboard.osgi.Capabilities;
import dev.switchboard.osgi.Capabilities.Content;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.routing.RoutingStrategy;

/** Gives components no more of what goes in and out than their bundle's manifest declares. */
public final class Shield {
    private Shield() {}

    /** The callback, which hears of no more than is declared. */
    public static Callback callback(Callback callback, Capabilities declared) {
        return declared.sees(Content.WHOLE) ? callback : new ShieldedCallback(callback, declared.sees(Content.TEXT));
    }

    /** The admission, which sees no more than is declared. */
    public static Admission admission(Admission admission, Capabilities declared) {
        return declared.sees(Content.TEXT) ? admission : new ShieldedAdmission(admission);
    }

    /** The strategy, which sees no more than is declared. */
    public static RoutingStrategy strategy(RoutingStrategy strategy, Capabilities declared) {
        return declared.sees(Content.TEXT) ? strategy : new ShieldedStrategy(strategy);
    }
}
