package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.pipeline.attempt.StreamClock;
import dev.switchboard.pipeline.guard.Guards;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.OwnWork;
import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.stream.StreamEvent;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phase that gives the caller its answer or its error, through the guardrails, in the words of its dialect. */
final class Delivery<Q, R, E extends StreamEvent> {
    private final Dialect dialect;
    private final PluginDoor door;
    private final Endpoint<Q, R, E> endpoint;
    private final ExchangeRecord record;
    private final Guards guards;
    private final ReplyWriter writer;
    private final CallerPresence presence;
    private final Runnable beforeEnd;
    private @Nullable StreamedReply<E> streamed;

    /** @param beforeEnd run before the bytes leave by which the caller knows that its call is over */
    Delivery(
            Instance<Dialect> dialect,
            Endpoint<Q, R, E> endpoint,
            ExchangeRecord record,
            Guards guards,
            ReplyWriter writer,
            CallerPresence presence,
            Runnable beforeEnd) {
        this.dialect = dialect.component();
        this.door = dialect.door();
        this.endpoint = endpoint;
        this.record = record;
        this.guards = guards;
        this.writer = writer;
        this.presence = presence;
        this.beforeEnd = beforeEnd;
    }

    /** Says that the caller wants a stream; it may be kept alive from now on. */
    StreamedReply<E> streams(Call<Q> call, ReplyRecorder recorder, Drain drain) {
        StreamedReply<E> reply = new StreamedReply<>(
                writer, recorder, call, endpoint.encoder(call), new OwnWork(door), drain, presence::readOn, this::ends);
        streamed = reply;
        return reply;
    }

    private void ends(Outcome how) {
        record.ended(how);
        beforeEnd.run();
    }

    /** Writes an answer. @param clock times the waits for the pieces of an attempt's stream */
    void write(Call<Q> call, Answer<R, E> answer, Function<Attempt, StreamClock> clock) {
        switch (answer) {
            case Answer.Streaming<R, E> streaming -> writeStream(streaming, clock);
            case Answer.Relayed<R, E> whole -> writeRelayed(call, whole);
            case Answer.Decoded<R, E> whole -> writeDecoded(call, whole);
        }
    }

    private void writeDecoded(Call<Q> call, Answer.Decoded<R, E> whole) {
        record.content();
        R response = guarded(whole.response());
        HttpReply reply = door.call(() -> endpoint.write(response, call));
        record.ended(Outcome.COMPLETED);
        writer.send(reply, whole.headers());
    }

    /** A relayed reply that no guardrail changes keeps its bytes. */
    private void writeRelayed(Call<Q> call, Answer.Relayed<R, E> whole) {
        record.content();
        Optional<HttpReply> rewritten = whole.response().flatMap(response -> {
            R checked = guarded(response);
            return checked == response ? Optional.empty() : Optional.of(door.call(() -> endpoint.write(checked, call)));
        });
        record.ended(Outcome.COMPLETED);
        if (rewritten.isPresent()) {
            writer.send(rewritten.get());
        } else {
            writer.relay(whole.reply());
        }
    }

    private R guarded(R response) {
        return response instanceof ChatResponse chat && guards.lookAtReplies()
                ? endpoint.operation().responseType().cast(guards.checkReply(chat))
                : response;
    }

    private void writeStream(Answer.Streaming<R, E> answer, Function<Attempt, StreamClock> clock) {
        StreamedReply<E> reply = streamed;
        if (reply == null) {
            throw new IllegalStateException("a stream nobody asked for");
        }
        Attempt attempt = record.lastAttempt();
        Pieces<E> pieces = guarded(answer.pieces());
        try {
            record.ended(reply.copy(answer, pieces, clock.apply(attempt), record));
        } catch (GatewayException e) {
            attempt.failed(e.error());
            throw e;
        } finally {
            pieces.close();
            reply.over();
        }
    }

    @SuppressWarnings("unchecked") // guardrails look at chat, whose event type is ChatEvent
    private Pieces<E> guarded(Pieces<E> pieces) {
        return guards.lookAtReplies() && endpoint.operation().eventType() == ChatEvent.class
                ? (Pieces<E>) guards.guard((Pieces<ChatEvent>) pieces)
                : pieces;
    }

    /** Tells the caller what the last upstream said, in its own bytes if they are in the caller's format. */
    void fail(AttemptFailedException e) {
        if (e.reply().isEmpty() || writer.started()) {
            fail(e.error(), e.headers());
            return;
        }
        record.failed(e.error());
        try {
            writer.relayError(e.reply().get());
        } catch (GatewayException gone) {
            record.abandoned();
        }
    }

    /** Tells the caller that its call failed, if it is there and a way to say it is left. */
    void fail(GatewayError failure) {
        fail(failure, Headers.none());
    }

    /** @param upstream what the upstream said about the call in header fields */
    private void fail(GatewayError failure, Headers upstream) {
        record.failed(failure);
        if (presence.left() || failure.kind() == ErrorKind.CANCELLED) {
            record.abandoned();
        } else if (record.hasContent()) {
            record.ended(Outcome.CUT);
        }
        try {
            if (streamed != null && streamed.begun()) {
                beforeEnd.run();
                streamed.fail(failure);
            } else if (!writer.started()) {
                writer.sendError(endpoint.error(failure).orElseGet(() -> dialect.error(failure)), failure, upstream);
            }
        } catch (GatewayException gone) {
            record.abandoned();
        }
    }
}
