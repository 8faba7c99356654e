package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.FaultyPluginException;
import dev.switchboard.pipeline.instance.OwnWork;
import dev.switchboard.pipeline.instance.ReleasingTask;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.EventStream;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a reply that a model in this process makes. The model runs on a virtual thread of its own, at most a few
 * events ahead, so that its silence can be noticed and its caller can leave.
 */
final class LocalPieces<E extends StreamEvent> implements Pieces<E> {
    private static final int AHEAD = 16;

    private sealed interface Item<E> {
        record Event<E>(E event) implements Item<E> {}

        record Failure<E>(GatewayError error) implements Item<E> {}

        record End<E>() implements Item<E> {}
    }

    private final BlockingQueue<Item<E>> made = new ArrayBlockingQueue<>(AHEAD);
    private final Thread model;
    private boolean ended;

    /** @param work counts what the model does */
    LocalPieces(String name, Supplier<EventStream<E>> source, OwnWork work) {
        model = Thread.ofVirtual().name("model-" + name).start(new ReleasingTask(() -> run(source, work)));
    }

    private void run(Supplier<EventStream<E>> source, OwnWork work) {
        try (EventStream<E> stream = work.stepPatiently(source)) {
            for (E event = work.stepPatiently(stream::next); event != null; event = work.stepPatiently(stream::next)) {
                made.put(new Item.Event<>(event));
            }
            made.put(new Item.End<>());
        } catch (InterruptedException e) {
            // closed: nobody waits any more
        } catch (GatewayException e) {
            report(e.error());
        } catch (RuntimeException | LinkageError e) {
            report(GatewayError.of(ErrorKind.INTERNAL, "the model failed: " + FaultyPluginException.faultOf(e)));
        } finally {
            work.end();
        }
    }

    private void report(GatewayError error) {
        try {
            made.put(new Item.Failure<>(error));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable Piece<E> next(Duration patience) {
        if (ended) {
            return null;
        }
        Item<E> item;
        try {
            item = made.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.CANCELLED, "the caller went away");
        }
        return switch (item) {
            case null -> Piece.silence();
            case Item.Event<E> event -> Piece.decoded(List.of(event.event()));
            case Item.Failure<E> failure -> throw failure.error().asException();
            case Item.End<E> ignored -> {
                ended = true;
                yield null;
            }
        };
    }

    @Override
    public boolean ready() {
        return !made.isEmpty();
    }

    @Override
    public void close() {
        model.interrupt();
    }
}
