package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.OwnWork;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.world.Settings;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Metered;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the attempts of one exchange: encode, send, and decode up to the point where the reply begins. Three ways lead to a
 * reply: relaying bytes the upstream understands, translating to HTTP, or a model in this process.
 */
public final class AttemptRunner<Q, R, E extends StreamEvent> {
    /** The phase of decisions about what a translator leaves out of a request. */
    public static final String ENCODE = "encode";

    private static final String DECODE = "decode";

    /** What a body takes as texts in this process: two bytes for a character, once more while escapes are undone. */
    private static final long READ_HERE = 4;

    private final UpstreamCalls calls;
    private final BodyMemory.Share memory;
    private final ExchangeContext exchange;
    private final CallerHead head;
    private final Endpoint<Q, R, E> endpoint;
    private final Call<Q> call;
    private final Conditions conditions;

    /**
     * What the rest of the pipeline asks of every attempt.
     *
     * @param settings      the bounds of an exchange
     * @param understanding whether relayed replies must be decoded as well
     * @param usage         whether upstreams must be asked to report usage
     * @param deadlineNanos when the whole exchange must be over, on the scale of {@link System#nanoTime}
     * @param onSilence     run whenever a streamed call has waited for another keep-alive interval
     */
    public record Conditions(
            Settings settings, boolean understanding, boolean usage, long deadlineNanos, Runnable onSilence) {}

    /** A runner for one exchange. */
    public AttemptRunner(
            UpstreamTransport transport,
            BodyMemory.Share memory,
            ExchangeContext exchange,
            CallerHead head,
            Endpoint<Q, R, E> endpoint,
            Call<Q> call,
            Conditions conditions) {
        this.calls = new UpstreamCalls(transport, memory, call.stream(), conditions);
        this.memory = memory;
        this.exchange = exchange;
        this.head = head;
        this.endpoint = endpoint;
        this.call = call;
        this.conditions = conditions;
    }

    /**
     * Makes one attempt.
     *
     * @throws AttemptFailedException if it came to nothing
     */
    public Answer<R, E> run(Attempt attempt) {
        Abilities abilities = attempt.own(attempt.routed().provider().component()::abilities);
        Optional<Relay> relay = call.rewritten() || call.body().isEmpty()
                ? Optional.empty()
                : abilities.relay(endpoint.wire()).filter(each -> each.serves(attempt.target()));
        Optional<Translator<Q, R, E>> translator = abilities.translator(endpoint.operation(), endpoint.wire());
        try {
            requireOwnFormat(attempt, abilities);
            requireNoGuardrail();
            if (relay.isPresent() && (translator.isPresent() || !conditions.understanding())) {
                return relay(attempt, relay.get(), translator);
            } else if (translator.isPresent()) {
                return translate(attempt, translator.get());
            }
            return abilities
                    .local(endpoint.operation())
                    .map(model -> execute(attempt, model))
                    .orElseThrow(() -> unable(attempt, abilities));
        } catch (GatewayException e) {
            throw attempt.failure(e.error(), Optional.empty());
        } catch (JsonSyntaxException e) {
            throw attempt.failure(
                    GatewayError.of(ErrorKind.UPSTREAM, "the upstream's reply is " + e.getMessage()), Optional.empty());
        }
    }

    private UpstreamRequest encoded(Attempt attempt, Supplier<UpstreamRequest> encoder) {
        UpstreamRequest request = attempt.own(encoder);
        request.changes()
                .forEach(change ->
                        exchange.decide(new Decision(ENCODE, attempt.target().id(), change)));
        return request;
    }

    /** What only the caller's own format can say must not get lost in another. */
    private void requireOwnFormat(Attempt attempt, Abilities abilities) {
        Optional<String> member = call.nativeOnly();
        if (member.isPresent() && !abilities.speaks(endpoint.wire())) {
            throw GatewayError.builder(
                            ErrorKind.UNSUPPORTED,
                            "'" + member.get() + "' needs a provider that speaks the format " + endpoint.wire()
                                    + " itself, which \"" + attempt.target().provider()
                                    + "\" does not; leave it out or choose another model.")
                    .param(member.get())
                    .code("unsupported_parameter")
                    .build()
                    .asException();
        }
    }

    /** What the provider keeps comes back verbatim: a guardrail of replies would not see it. */
    private void requireNoGuardrail() {
        if (conditions.understanding() && endpoint.operation().equals(Operation.RESOURCE)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED,
                    "this path is closed while guardrails look at replies, since they cannot look at what the provider"
                            + " keeps");
        }
    }

    private Answer<R, E> relay(Attempt attempt, Relay relay, Optional<Translator<Q, R, E>> translator) {
        JsonDocument body = call.body().orElseThrow();
        RelayRequest relayed = new RelayRequest(
                endpoint.wire(),
                HeaderRules.toUpstream(head.headers()),
                HeaderRules.toUpstream(head.query()),
                attempt.routed().edit(body),
                call.stream(),
                conditions.usage());
        UpstreamRequest upstreamRequest = encoded(attempt, () -> relay.encode(relayed, attempt.target()));
        UpstreamTransport.Exchange upstream = calls.send(attempt, upstreamRequest, relay::error, relay.relaysErrors());
        RelayObserver observer = relay.observer(relayed);
        if (calls.isStream(attempt, upstream, upstreamRequest.framing())) {
            return streaming(
                    attempt,
                    upstream,
                    UpstreamCalls.asEvents(observer.headers(upstream.headers()), upstreamRequest.framing()),
                    true,
                    new UpstreamPieces<>(
                            upstream,
                            observer,
                            conditions.understanding()
                                    ? translator.orElseThrow().decoder(call.request())
                                    : null,
                            new OwnWork(attempt.door()),
                            conditions.usage()));
        }
        UpstreamReply reply = calls.readAll(attempt, upstream);
        attempt.own(() -> observer.usage(reply)).ifPresent(attempt::used);
        if (call.stream()) {
            Translator<Q, R, E> reader = translator.orElseThrow(WholePieces::refused);
            return retold(attempt, reply.headers(), decoded(attempt, reader, reply));
        }
        attempt.content();
        return new Answer.Relayed<>(
                reply,
                conditions.understanding()
                        ? translator.map(each -> attempt.own(() -> each.decode(reply, call.request())))
                        : Optional.empty());
    }

    /** A whole reply where a stream was asked for. */
    private Answer<R, E> retold(Attempt attempt, Headers headers, R response) {
        Pieces<E> pieces = WholePieces.of(endpoint.operation(), response);
        exchange.decide(new Decision(
                DECODE,
                attempt.target().id(),
                "the upstream answered a streamed call with a whole reply; it is written as a stream"));
        return new Answer.Streaming<>(200, headers, false, new MeteredPieces<>(pieces, attempt, conditions.usage()));
    }

    private R decoded(Attempt attempt, Translator<Q, R, E> translator, UpstreamReply reply) {
        return ModelNames.named(
                attempt.own(() -> translator.decode(reply, call.request())),
                attempt.target().model());
    }

    private Answer<R, E> translate(Attempt attempt, Translator<Q, R, E> translator) {
        UpstreamRequest plain = encoded(attempt, () -> translator.encode(call.request(), attempt.target()));
        UpstreamTransport.Exchange upstream =
                calls.send(attempt, withEdits(plain, attempt.routed()), translator::error, false);
        if (calls.isStream(attempt, upstream, plain.framing())) {
            StreamDecoder<E> decoder = ModelNames.naming(
                    translator.decoder(call.request()), attempt.target().model());
            UpstreamTransport.Exchange followed = FollowedExchange.streamed(
                    upstream,
                    decoder::followUp,
                    next -> calls.begin(attempt, next),
                    reply -> translator.error(attempt.redaction().of(reply)));
            attempt.cancelWith(followed::cancel);
            return streaming(
                    attempt,
                    upstream,
                    upstream.headers(),
                    false,
                    new UpstreamPieces<>(followed, null, decoder, new OwnWork(attempt.door()), conditions.usage()));
        }
        UpstreamTransport.Exchange followed = FollowedExchange.whole(
                upstream,
                reply -> attempt.own(() -> translator.followUp(reply)),
                next -> calls.begin(attempt, next),
                reply -> translator.error(attempt.redaction().of(reply)));
        attempt.cancelWith(followed::cancel);
        R response = decoded(attempt, translator, calls.readAll(attempt, followed));
        if (call.stream()) {
            return retold(attempt, upstream.headers(), response);
        }
        if (response instanceof Metered metered) {
            attempt.used(metered.usage());
        }
        attempt.content();
        return new Answer.Decoded<>(response, upstream.headers());
    }

    private Answer<R, E> execute(Attempt attempt, LocalModel<Q, R, E> model) {
        memory.requireFit(READ_HERE * exchange.requestBytes());
        Q canonical = call.request();
        if (call.stream()) {
            LocalPieces<E> pieces = new LocalPieces<>(
                    attempt.target().provider(),
                    () -> model.stream(canonical, attempt.target()),
                    new OwnWork(attempt.door()));
            attempt.cancelWith(pieces::close);
            return new Answer.Streaming<>(
                    200, Headers.none(), false, new MeteredPieces<>(pieces, attempt, conditions.usage()));
        }
        LocalCall<R> running = new LocalCall<>(
                attempt.target().provider(),
                () -> attempt.door().callPatiently(() -> model.execute(canonical, attempt.target())));
        attempt.cancelWith(running::cancel);
        R response = running.await(calls.remaining(attempt.routed().timeouts().total()));
        if (response instanceof Metered metered) {
            attempt.used(metered.usage());
        }
        attempt.content();
        return new Answer.Decoded<>(response, Headers.none());
    }

    private GatewayException unable(Attempt attempt, Abilities abilities) {
        return GatewayException.of(
                ErrorKind.UNSUPPORTED,
                "provider \"" + attempt.target().provider() + "\" cannot do \""
                        + endpoint.operation().name() + "\" in the format " + endpoint.wire() + " (it can: "
                        + String.join(", ", abilities.operations()) + "); choose another model");
    }

    private static UpstreamRequest withEdits(UpstreamRequest plain, RoutedTarget routed) {
        if (!routed.editsBody()) {
            return plain;
        }
        Optional<String> contentType = plain.headers().first("content-type");
        if (!MultipartForm.isAnnouncedBy(contentType)) {
            return plain.withBody(routed.edit(JsonDocument.parse(plain.body())).build());
        }
        MultipartForm.Encoded edited = routed.edit(MultipartForm.parse(contentType.get(), plain.body()))
                .encode();
        return plain.withBody(edited.body())
                .withHeaders(plain.headers().toBuilder()
                        .set("content-type", edited.contentType())
                        .build());
    }

    private Answer<R, E> streaming(
            Attempt attempt, UpstreamTransport.Exchange upstream, Headers headers, boolean relayed, Pieces<E> pieces) {
        return new Answer.Streaming<>(
                upstream.status(), headers, relayed, new MeteredPieces<>(pieces, attempt, conditions.usage()));
    }
}
