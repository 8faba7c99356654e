package dev.switchboard.testing.simulation;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How an upstream of the simulation answers a call. */
@FunctionalInterface
interface Upstream {
    Reply call(long now, RandomGenerator random);

    /**
     * What becomes of a call.
     *
     * @param first until the first content, or until it fails
     * @param rest  from there to the end
     * @param error why it fails, if it does
     */
    record Reply(Duration first, Duration rest, Optional<GatewayError> error) {
        static Reply failure(Duration after, ErrorKind kind) {
            return new Reply(
                    after,
                    Duration.ZERO,
                    Optional.of(GatewayError.builder(kind, "simulated")
                            .fromUpstream()
                            .build()));
        }
    }

    /** Answers after 400 ms, give or take, and writes for another 400. */
    static Upstream sound() {
        return slower(1);
    }

    /** Takes that many times as long. */
    static Upstream slower(double factor) {
        return (_, random) -> {
            double millis = 400 * Math.exp(0.25 * random.nextGaussian()) * factor;
            return new Reply(
                    Duration.ofNanos((long) (millis * 1e6)),
                    Duration.ofMillis((long) (400 * factor)),
                    Optional.empty());
        };
    }

    /** Answers some calls with 500, quickly. */
    static Upstream failing(double share) {
        Upstream otherwise = sound();
        return (now, random) -> random.nextDouble() < share
                ? Reply.failure(Duration.ofMillis(50), ErrorKind.UPSTREAM)
                : otherwise.call(now, random);
    }

    /** Answers so many calls a minute; the others with 429 at once. */
    static Upstream throttled(int perMinute) {
        Upstream otherwise = sound();
        return new Upstream() {
            private long minute;
            private int calls;

            @Override
            public Reply call(long now, RandomGenerator random) {
                long present = now / Duration.ofMinutes(1).toNanos();
                calls = present == minute ? calls + 1 : 1;
                minute = present;
                return calls > perMinute
                        ? Reply.failure(Duration.ofMillis(20), ErrorKind.RATE_LIMIT)
                        : otherwise.call(now, random);
            }
        };
    }

    /** Is away for a while: each call fails after some time. */
    static Upstream dead(Duration from, Duration until, Duration after, ErrorKind kind) {
        Upstream otherwise = sound();
        return (now, random) -> now >= from.toNanos() && now < until.toNanos()
                ? Reply.failure(after, kind)
                : otherwise.call(now, random);
    }
}
