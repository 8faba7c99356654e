package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;

/** A target to choose from; the components are those of {@link Candidate}. */
public record TestingCandidate(Target target, double weight, int inFlight) implements Candidate {

    /** An idle one. */
    public static TestingCandidate of(String name, double weight) {
        return new TestingCandidate(Target.of(name, "model-of-" + name), weight, 0);
    }

    /** The same with that many calls under way. */
    public TestingCandidate busy(int inFlight) {
        return new TestingCandidate(target, weight, inFlight);
    }
}
