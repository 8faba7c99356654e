package dev.switchboard.routing.weighted;

import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;

/** A candidate with a chosen weight; like the gateway's own, each is equal to itself only. */
final class TestingCandidate implements Candidate {
    private final Target target;
    private final double weight;

    TestingCandidate(String name, double weight) {
        this.target = Target.of(name, "model");
        this.weight = weight;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public double weight() {
        return weight;
    }

    @Override
    public int inFlight() {
        return 0;
    }

    @Override
    public String toString() {
        return target.provider();
    }
}
