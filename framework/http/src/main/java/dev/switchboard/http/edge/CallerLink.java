package dev.switchboard.http.edge;

/** What a request needs of the connection below it. Used by the request's thread. */
interface CallerLink {
    /** The request's header is complete. From now on {@code gone} is called, once and on any thread, when the caller leaves. */
    void begin(Runnable gone);

    /**
     * The request's thread is about to read the body.
     *
     * @param deadline by {@link System#nanoTime()}, after which the read fails
     */
    void readUntil(long deadline);

    /** The request's thread does not read any more. */
    void readNoMore();

    /** Whether a read failed because its deadline passed. */
    boolean timedOut();

    /** What is left of the body stays unread; the connection closes after the reply. */
    void giveUpReading();

    /** The request is answered or given up; {@code gone} is not called any more. */
    void end();

    /**
     * Breaks the connection so that no client takes what it got for a complete reply.
     *
     * @param unframed whether the end of the connection is what ends the reply, so that an orderly end would deceive
     */
    void abort(boolean unframed);
}
