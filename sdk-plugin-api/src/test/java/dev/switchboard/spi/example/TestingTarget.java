package dev.switchboard.spi.example;

import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Price;
import java.util.List;
import java.util.Optional;

/** A target of which only weight and load are known. */
record TestingTarget(Target target, double weight, int inFlight) implements Candidate {
    @Override
    public double firstContentMillis() {
        return Double.NaN;
    }

    @Override
    public double outputTokenMillis() {
        return Double.NaN;
    }

    @Override
    public double failureShare() {
        return 0;
    }

    @Override
    public double headroom() {
        return 1;
    }

    @Override
    public long tokensInMinute() {
        return 0;
    }

    @Override
    public Optional<Price> price() {
        return Optional.empty();
    }

    @Override
    public List<String> tags() {
        return List.of();
    }
}
