package dev.switchboard.pipeline.instance;

/** How many threads carry the virtual ones of this process. Used by one thread. */
public interface CarrierPool {
    /** How many may run at a time. */
    int size();

    /** Lets that many run at a time. */
    void resize(int threads);
}
