package dev.switchboard.pipeline.instance;

/**
 * The threads that carry virtual ones: as many as there are processors, and one that computes for ever keeps its own. Used by
 * one thread.
 */
class Carriers {
    private static final int MOST = 64;

    private final CarrierPool pool;
    private int usual;
    private int lent;
    private int starving;
    private volatile long answered;
    private long asked;

    Carriers(CarrierPool pool) {
        this.pool = pool;
    }

    /** Whether the virtual thread that was begun at the last look has not run until now. */
    boolean areStarved() {
        boolean starved = answered != asked;
        starving = starved ? starving + 1 : 0;
        ask();
        return starved;
    }

    /** A thread that is begun also wakes a carrier that was lent and is not there yet. */
    private void ask() {
        long question = ++asked;
        Thread.ofVirtual().name("are-carriers-free").start(() -> answered = question);
    }

    /** Lets as many more carry as are lost, and while nothing moves, one more at each look. @param lost how many are kept for good */
    void replace(int lost) {
        int wanted = Math.min(MOST, lost + starving);
        if (wanted == lent) {
            return;
        }
        usual = lent == 0 ? pool.size() : usual;
        pool.resize(usual + wanted);
        lent = wanted;
    }
}
