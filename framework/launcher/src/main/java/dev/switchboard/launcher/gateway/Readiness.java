package dev.switchboard.launcher.gateway;

/** Whether the gateway takes new requests. Safe for use by any thread. */
final class Readiness {
    private volatile boolean ready;

    boolean isReady() {
        return ready;
    }

    void set(boolean value) {
        ready = value;
    }
}
