package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.instance.ReleasingTask;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two attempts at the same call, the second begun when the first is silent for too long. The first content wins; the other is
 * cancelled and reported like any attempt. A probe goes on, unheard, until it knows.
 */
final class Race<R, E extends StreamEvent> {
    private static final GatewayError BEATEN = GatewayError.of(ErrorKind.CANCELLED, "another target answered first");

    private final Function<Attempt, Answer<R, E>> once;
    private final Duration keepAlive;
    private final Routing.Host host;
    private final List<Attempt> running = new ArrayList<>(2);
    private final BlockingQueue<Finish<R, E>> finishes = new LinkedBlockingQueue<>();
    private @Nullable Attempt winner;
    private boolean over;

    /** How one of them came in: with an answer or a failure. */
    private record Finish<R, E extends StreamEvent>(
            Attempt attempt,
            @Nullable Answer<R, E> answer,
            @Nullable Throwable failure) {}

    Race(Function<Attempt, Answer<R, E>> once, Duration keepAlive, Routing.Host host) {
        this.once = once;
        this.keepAlive = keepAlive;
        this.host = host;
    }

    void start(Attempt attempt) {
        running.add(attempt);
        Thread.ofVirtual().name("attempt-" + attempt.target().id()).start(new ReleasingTask(() -> run(attempt)));
    }

    private void run(Attempt attempt) {
        try {
            comeIn(new Finish<>(attempt, once.apply(attempt), null));
        } catch (RuntimeException | LinkageError e) {
            comeIn(new Finish<>(attempt, null, e));
        }
    }

    /** Whoever comes in after the end leaves nothing open behind. */
    private void comeIn(Finish<R, E> finish) {
        synchronized (this) {
            if (!over) {
                finishes.add(finish);
                return;
            }
        }
        discard(finish);
    }

    private void discard(Finish<R, E> finish) {
        if (finish.answer() instanceof Answer.Streaming<R, E> late) {
            late.pieces().close();
        }
        if (finish.answer() != null) {
            finish.attempt().content();
        }
        if (finish.attempt().isProbe()) {
            finish.attempt().proved(Optional.of(outcome(finish.failure())));
        }
        finish.attempt().finish();
    }

    private static GatewayError outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case AttemptFailedException e -> e.error();
            case GatewayException e -> e.error();
            case null, default -> BEATEN;
        };
    }

    /** The attempt that was answered; only after {@link #await} returned. */
    Attempt winner() {
        Attempt known = winner;
        if (known == null) {
            throw new IllegalStateException("the race is not over");
        }
        return known;
    }

    /**
     * Waits for the first answer.
     *
     * @param delay  after how much silence the second is begun
     * @param second makes the second attempt, if there is a target for it; called at most once
     * @throws AttemptFailedException the last failure, if all came to nothing
     */
    Answer<R, E> await(Duration delay, Supplier<Optional<Attempt>> second) {
        long secondAt = System.nanoTime() + delay.toNanos();
        boolean begun = false;
        try {
            while (true) {
                long patience = begun ? keepAlive.toNanos() : Math.max(1, secondAt - System.nanoTime());
                Finish<R, E> finish = finishes.poll(Math.min(patience, keepAlive.toNanos()), TimeUnit.NANOSECONDS);
                if (finish != null) {
                    Answer<R, E> answer = finish.answer();
                    if (answer != null) {
                        winner = finish.attempt();
                        running.remove(finish.attempt());
                        return answer;
                    }
                    lose(finish);
                } else if (!begun && System.nanoTime() - secondAt >= 0) {
                    begun = true;
                    second.get().ifPresent(this::start);
                } else {
                    host.silence();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.CANCELLED, "the call was cancelled");
        } finally {
            end();
        }
    }

    /** One came to nothing: the other goes on, if there is another. */
    private void lose(Finish<R, E> finish) {
        finish.attempt().finish();
        running.remove(finish.attempt());
        if (!running.isEmpty() && finish.failure() instanceof AttemptFailedException) {
            return;
        }
        switch (finish.failure()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException("an attempt ended without a word");
        }
    }

    /** A probe that lost goes on until it has found out what it was to find out; others have nothing left to do. */
    private void end() {
        synchronized (this) {
            over = true;
        }
        for (Attempt loser : running) {
            loser.failed(BEATEN);
            if (loser.isProbe()) {
                loser.prove(host.keepWorld());
            } else {
                loser.cancel();
            }
        }
        for (Finish<R, E> late = finishes.poll(); late != null; late = finishes.poll()) {
            discard(late);
        }
    }
}
