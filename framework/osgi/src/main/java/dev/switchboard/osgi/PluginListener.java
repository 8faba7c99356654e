package dev.switchboard.osgi;

/**
 * The gateway's side of a deployment. All methods may call plugins; what they throw counts as a refusal or is logged.
 * {@link #offer} comes from one thread at a time; {@link #retire} comes from threads of its own, several at once.
 */
public interface PluginListener {
    /**
     * Makes the next snapshot with a changed set of plugins: creates and checks instances and, if all is well, publishes it.
     * While this runs the earlier snapshot serves; if it is refused, nothing has changed and everything that was created
     * for it is closed. Must be bounded: use {@link PluginCall} for what plugins do.
     */
    Verdict offer(Offer offer);

    /**
     * As {@link #offer}, but the new set serves only those requests that the canary says, beside the one that was published
     * last, until {@link #endTrial}. Later offers are made without the plugin on trial and do not end it.
     */
    Verdict tryOut(Offer offer, Canary canary);

    /** The set on trial gets no more requests. Does nothing if there is none. */
    void endTrial();

    /** How a plugin is used that serves, is on trial or drains. Any thread; does not wait. */
    PluginUse use(InstalledPlugin plugin);

    /**
     * Waits until no request uses a plugin that left the published set (bounded), then closes its components. After this
     * returns nothing of the plugin may be called; its bundle is stopped and its classes are unloaded.
     */
    void retire(InstalledPlugin plugin);
}
