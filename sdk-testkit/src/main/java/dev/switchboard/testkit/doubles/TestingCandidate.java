package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Price;
import java.util.List;
import java.util.Optional;

/** A target to choose from; the components are those of {@link Candidate}. */
public record TestingCandidate(
        Target target,
        double weight,
        int inFlight,
        double firstContentMillis,
        double outputTokenMillis,
        double failureShare,
        double headroom,
        long tokensInMinute,
        Optional<Price> price,
        List<String> tags)
        implements Candidate {

    /** An idle one, of which nothing else is known. */
    public static TestingCandidate of(String name, double weight) {
        return new TestingCandidate(
                Target.of(name, "model-of-" + name),
                weight,
                0,
                Double.NaN,
                Double.NaN,
                0,
                1,
                0,
                Optional.empty(),
                List.of());
    }

    /** The same with that many calls under way. */
    public TestingCandidate busy(int calls) {
        return new TestingCandidate(
                target,
                weight,
                calls,
                firstContentMillis,
                outputTokenMillis,
                failureShare,
                headroom,
                tokensInMinute,
                price,
                tags);
    }

    /** The same with these times to the first content, and for each token after it, in milliseconds. */
    public TestingCandidate taking(double firstContent, double outputToken) {
        return new TestingCandidate(
                target,
                weight,
                inFlight,
                firstContent,
                outputToken,
                failureShare,
                headroom,
                tokensInMinute,
                price,
                tags);
    }

    /** The same with that share of failures. */
    public TestingCandidate failing(double share) {
        return new TestingCandidate(
                target,
                weight,
                inFlight,
                firstContentMillis,
                outputTokenMillis,
                share,
                headroom,
                tokensInMinute,
                price,
                tags);
    }

    /** The same with that share of its limits free, and that many tokens used. */
    public TestingCandidate used(double free, long tokens) {
        return new TestingCandidate(
                target,
                weight,
                inFlight,
                firstContentMillis,
                outputTokenMillis,
                failureShare,
                free,
                tokens,
                price,
                tags);
    }

    /** The same at a price. */
    public TestingCandidate at(Price cost) {
        return new TestingCandidate(
                target,
                weight,
                inFlight,
                firstContentMillis,
                outputTokenMillis,
                failureShare,
                headroom,
                tokensInMinute,
                Optional.of(cost),
                tags);
    }

    /** The same with labels. */
    public TestingCandidate tagged(String... labels) {
        return new TestingCandidate(
                target,
                weight,
                inFlight,
                firstContentMillis,
                outputTokenMillis,
                failureShare,
                headroom,
                tokensInMinute,
                price,
                List.of(labels));
    }
}
