package dev.switchboard.osgi;

/** How a version of a bundle is. */
public enum PluginState {
    /** It is being started and does not serve yet. */
    STARTING,
    /** It serves. */
    READY,
    /** It serves a part of the requests, on trial. */
    CANARY,
    /** It serves with a limitation. */
    DEGRADED,
    /** It does not serve, though it should. */
    FAILED,
    /** It was replaced or removed and ends the calls it has. */
    DRAINING,
    /** The gateway does not run. */
    STOPPED
}
