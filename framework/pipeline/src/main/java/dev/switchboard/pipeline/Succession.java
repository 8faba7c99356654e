package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.stream.StreamEvent;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds another target that goes on when the stream of a chat breaks off, and notes in the decision log where it changes hands.
 * For chats only: their requests and events are what {@code Q} and {@code E} stand for.
 */
final class Succession<Q, R, E extends StreamEvent> implements ContinuedPieces.Successor {
    private static final String PHASE = "continue";

    private final ExchangeRecord record;
    private final Routing routing;
    private final Call<Q> call;
    private final Function<ChatRequest, Function<Attempt, Answer<R, E>>> asking;

    /** @param asking makes attempts with another request, each up to where its reply begins */
    Succession(
            ExchangeRecord record,
            Routing routing,
            Call<Q> call,
            Function<ChatRequest, Function<Attempt, Answer<R, E>>> asking) {
        this.record = record;
        this.routing = routing;
        this.call = call;
        this.asking = asking;
    }

    /** The stream, and what others add to it. */
    @SuppressWarnings("unchecked") // the event type is ChatEvent
    Pieces<E> over(Pieces<E> pieces) {
        Continuation continuation = new Continuation(() -> (ChatRequest) call.request());
        return (Pieces<E>) new ContinuedPieces((Pieces<ChatEvent>) pieces, continuation, this);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public Optional<Pieces<ChatEvent>> ask(GatewayError why, ChatRequest onward, int said) {
        Attempt broken = record.lastAttempt();
        broken.failed(why);
        broken.finish();
        Optional<Answer<R, E>> answer = routing.continuation(why, asking.apply(onward));
        if (answer.isPresent() && answer.get() instanceof Answer.Streaming<R, E> streaming) {
            String from = broken.target().id() + ", which broke off with " + why.status();
            decide("goes on after " + said + " characters of " + from);
            return Optional.of((Pieces<ChatEvent>) streaming.pieces());
        }
        return Optional.empty();
    }

    @Override
    public void refused(String why) {
        decide("nobody goes on: " + why);
    }

    private void decide(String what) {
        record.decide(new Decision(PHASE, record.lastAttempt().target().id(), what));
    }
}
