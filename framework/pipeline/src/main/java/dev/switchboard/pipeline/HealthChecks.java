package dev.switchboard.pipeline;

import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.live.Entrance;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.live.TargetState;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.HealthCheck;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.pipeline.world.World;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks targets how they are, without a caller, where the operator wants it. A check is a call like any other: it takes a place at
 * its target, is the probe of one whose cool-down is over, and is reported. A target that has just answered is not asked.
 */
public final class HealthChecks implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_AT_A_TIME = 20;

    private final World world;
    private final UpstreamTransport transport;
    private final BodyMemory bodies;
    private final LiveState live;
    private final InstantSource clock;
    private final Entrance running = new Entrance();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Checks that have not begun. */
    public HealthChecks(
            World world, UpstreamTransport transport, BodyMemory bodies, LiveState live, InstantSource clock) {
        this.world = world;
        this.transport = transport;
        this.bodies = bodies;
        this.live = live;
        this.clock = clock;
    }

    /** Begins to look after the targets of the world that is current, on a thread of its own. */
    public HealthChecks start() {
        Thread.ofVirtual().name("health-checks").start(this::run);
        return this;
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Snapshot snapshot = world.acquire();
        try {
            for (Model model : snapshot.parts().models().all()) {
                for (RoutedTarget target : model.targets()) {
                    target.check().ifPresent(check -> begin(snapshot, model, target, check));
                }
            }
        } finally {
            snapshot.release();
        }
    }

    private void begin(Snapshot snapshot, Model model, RoutedTarget target, HealthCheck check) {
        long now = live.now();
        if (!target.state().isCheckDue(check.interval(), now) || !running.tryEnter(MOST_AT_A_TIME, Priority.HIGH)) {
            return;
        }
        Passage passage =
                target.state().tryEnter(target.traits().limits(), 0, model.hasElsewhere(), model.coolDown(target), now);
        if (passage == null) {
            running.leave(); // it is full, or cools down
            return;
        }
        target.state().checkBegins(now);
        Runnable release = snapshot.retain();
        Thread.ofVirtual().name("health-check-" + target).start(() -> {
            try (BodyMemory.Share memory =
                    bodies.share(snapshot.parts().settings().bodyMemory())) {
                new HealthCheckCall(snapshot, transport, memory, live, clock).make(target, check, passage);
            } finally {
                running.leave();
                release.run();
            }
        });
    }

    /** Asks a target once, now, whatever is known of it; its state learns of it. Blocks. Returns why it failed. */
    public Optional<GatewayError> ask(RoutedTarget target, HealthCheck check) {
        Passage passage = target.state().tryEnter(target.traits().limits(), 0, false, Circuit.Rules.NEVER, live.now());
        if (passage == null) {
            return Optional.of(GatewayError.of(ErrorKind.OVERLOADED, "its limits let no call in for the moment"));
        }
        Snapshot snapshot = world.acquire();
        try (BodyMemory.Share memory = bodies.share(snapshot.parts().settings().bodyMemory())) {
            new HealthCheckCall(snapshot, transport, memory, live, clock).make(target, check, passage);
            return target.state().lastCheck().flatMap(TargetState.Check::error);
        } finally {
            snapshot.release();
        }
    }

    /** Begins no further check; those under way end by themselves. */
    @Override
    public void close() {
        closed.countDown();
    }
}
