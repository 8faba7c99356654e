package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.util.List;

/** What to say when every target of a model cools down or is at its limits: one honest error, soon, and when to come back. */
final class Standstill {
    private static final Duration SOONEST = Duration.ofSeconds(1);

    private Standstill() {}

    static GatewayError of(Model model, List<RoutedTarget> targets, Demand demand, long now) {
        boolean busy = false;
        Duration wait = Duration.ofMinutes(1);
        for (RoutedTarget target : targets) {
            Circuit circuit = target.state().circuit();
            boolean full = target.state().isHealthy(now);
            busy |= full || circuit.isThrottled();
            Duration until = full
                    ? target.state().roomIn(target.traits().limits(), demand.tokens(), now)
                    : Duration.ofNanos(circuit.coolsFor(now));
            wait = until.compareTo(wait) < 0 ? until : wait;
        }
        return GatewayError.builder(
                        busy ? ErrorKind.RATE_LIMIT : ErrorKind.OVERLOADED,
                        busy
                                ? "The model `" + model.name()
                                        + "` takes no more calls for the moment; try again later."
                                : "No upstream of the model `" + model.name() + "` works at present; try again later.")
                .code(busy ? "model_busy" : "model_unavailable")
                .retryAfter(wait.compareTo(SOONEST) < 0 ? SOONEST : wait)
                .build();
    }
}
