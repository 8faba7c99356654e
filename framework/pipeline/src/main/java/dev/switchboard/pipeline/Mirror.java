package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.attempt.AttemptRunner;
import dev.switchboard.pipeline.attempt.Beginning;
import dev.switchboard.pipeline.attempt.CallerHead;
import dev.switchboard.pipeline.attempt.Piece;
import dev.switchboard.pipeline.attempt.StreamClock;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.Route;
import dev.switchboard.pipeline.world.Settings;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;

/**
 * A copy of a call at another model, on a thread of its own. Callbacks hear of it as of an exchange, and it is charged to the
 * caller; nobody gets its reply, and the caller notices nothing else. It keeps the world and counts its own memory until it is over.
 */
final class Mirror<Q, R, E extends StreamEvent> implements Routing.Host {
    private static final System.Logger LOG = System.getLogger(Mirror.class.getName());

    private final Snapshot snapshot;
    private final UpstreamTransport transport;
    private final BodyMemory.Share memory;
    private final LiveState live;
    private final CallerHead head;
    private final Endpoint<Q, R, E> endpoint;
    private final Call<Q> call;
    private final ExchangeRecord record;
    private final Permits permits;
    private final long deadline;

    /**
     * A copy that does not run yet.
     *
     * @param record  the copy's own, which knows caller, body and call
     * @param permits what is set aside for the copy
     */
    Mirror(
            Snapshot snapshot,
            UpstreamTransport transport,
            BodyMemory.Share memory,
            LiveState live,
            CallerHead head,
            Endpoint<Q, R, E> endpoint,
            Call<Q> call,
            ExchangeRecord record,
            Permits permits) {
        this.permits = permits;
        this.snapshot = snapshot;
        this.transport = transport;
        this.memory = memory;
        this.live = live;
        this.head = head;
        this.endpoint = endpoint;
        this.call = call;
        this.record = record;
        this.deadline = System.nanoTime() + settings().totalTimeout().toNanos();
    }

    /** Begins, and returns at once. @param after run when it is over */
    void start(ModelTable.Resolved model, Demand demand, Runnable after) {
        Runnable release = snapshot.retain();
        Thread.ofVirtual().name("mirror-" + record.id()).start(() -> {
            try {
                run(model, demand);
            } finally {
                memory.close();
                release.run();
                after.run();
            }
        });
    }

    private void run(ModelTable.Resolved model, Demand demand) {
        record.ended(Outcome.FAILED);
        int status = 200;
        try {
            Route route = new Route(snapshot.parts().models(), model, demand, record, live, live.deadline(deadline));
            Routing routing = new Routing(record, route, this, settings().keepAlive(), live::now);
            AttemptRunner<Q, R, E> runner = new AttemptRunner<>(
                    transport,
                    memory,
                    record,
                    head,
                    endpoint,
                    call,
                    new AttemptRunner.Conditions(settings(), false, snapshot.usageNeeded(), deadline, () -> {}));
            drain(routing.answer(attempt ->
                    Beginning.await(runner.run(attempt), attempt, routing.mayGoOn(), clock(attempt), () -> {})));
        } catch (AttemptFailedException e) {
            status = e.error().status();
            record.failed(e.error());
        } catch (GatewayException e) {
            status = e.error().status();
            record.failed(e.error());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "the copy of a call " + record.id() + " failed inside the gateway", e);
        } finally {
            FinishedExchange report = record.finish(status);
            permits.settle(() -> report);
            snapshot.report(report);
        }
    }

    private void drain(Answer<R, E> answer) {
        if (answer instanceof Answer.Streaming<R, E> streaming) {
            StreamClock clock = clock(record.lastAttempt());
            try {
                for (Piece<E> piece = streaming.pieces().next(clock.patience());
                        piece != null;
                        piece = streaming.pieces().next(clock.patience())) {
                    if (piece.isSilence()) {
                        clock.silence();
                    } else {
                        clock.heard();
                        StreamedReply.note(piece, record);
                    }
                }
            } finally {
                streaming.pieces().close();
            }
        }
        record.ended(record.error().isPresent() ? Outcome.CUT : Outcome.COMPLETED);
    }

    private Settings settings() {
        return snapshot.parts().settings();
    }

    private StreamClock clock(Attempt attempt) {
        return new StreamClock(attempt.routed().timeouts(), settings().keepAlive(), deadline);
    }

    @Override
    public void begins(Attempt attempt) {
        record.attempted(attempt);
        permits.attempting(attempt);
    }

    @Override
    public void answered(Attempt attempt) {
        record.answeredBy(attempt, 0);
    }

    /** Nobody waits for a copy: what would have to wait is given up. */
    @Override
    public void pause(Duration wait) {
        throw GatewayException.of(ErrorKind.CANCELLED, "a copy is not worth waiting for");
    }

    @Override
    public void silence() {}

    @Override
    public Runnable keepWorld() {
        return snapshot.retain();
    }
}
