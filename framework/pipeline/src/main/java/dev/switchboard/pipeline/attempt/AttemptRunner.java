package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.OwnWork;
import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.pipeline.instance.Timeouts;
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
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.LocalModel;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Metered;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the attempts of one exchange: encode, send, and decode up to the point where the reply begins. Three ways lead to a
 * reply: relaying bytes the upstream understands, translating to HTTP, or a model in this process.
 */
public final class AttemptRunner<Q, R, E extends StreamEvent> {
    /** The phase of decisions about what a translator leaves out of a request. */
    public static final String ENCODE = "encode";

    private static final String DECODE = "decode";

    /** What the fields of an event and comments begin with (WHATWG HTML, 9.2.6); no JSON but {@code true} and the like has letters there. */
    private static final String FIRST_OF_EVENTS = "deir:";

    private static final String JSON = "application/json";

    private static final long MAX_ERROR_BODY = 1 << 20;

    /** What a body takes as texts in this process: two bytes for a character, once more while escapes are undone. */
    private static final long READ_HERE = 4;

    private final UpstreamTransport transport;
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
        this.transport = transport;
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
        Abilities abilities = own(attempt, attempt.routed().provider().component()::abilities);
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
            throw failed(attempt, e.error(), Optional.empty());
        } catch (JsonSyntaxException e) {
            throw failed(
                    attempt,
                    GatewayError.of(ErrorKind.UPSTREAM, "the upstream's reply is " + e.getMessage()),
                    Optional.empty());
        }
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
        UpstreamRequest upstreamRequest = own(attempt, () -> relay.encode(relayed, attempt.target()));
        UpstreamTransport.Exchange upstream = send(attempt, upstreamRequest, relay::error, relay.relaysErrors());
        RelayObserver observer = relay.observer(relayed);
        if (isStream(attempt, upstream, upstreamRequest.framing())) {
            return streaming(
                    attempt,
                    upstream,
                    asEvents(observer.headers(upstream.headers()), upstreamRequest.framing()),
                    true,
                    new UpstreamPieces<>(
                            upstream,
                            observer,
                            conditions.understanding()
                                    ? translator.orElseThrow().decoder(call.request())
                                    : null,
                            new OwnWork(door(attempt)),
                            conditions.usage()));
        }
        UpstreamReply reply = readAll(attempt, upstream);
        own(attempt, () -> observer.usage(reply)).ifPresent(attempt::used);
        if (call.stream()) {
            Translator<Q, R, E> reader = translator.orElseThrow(WholePieces::refused);
            return retold(attempt, reply.headers(), decoded(attempt, reader, reply));
        }
        attempt.content();
        return new Answer.Relayed<>(
                reply,
                conditions.understanding()
                        ? translator.map(each -> own(attempt, () -> each.decode(reply, call.request())))
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
                own(attempt, () -> translator.decode(reply, call.request())),
                attempt.target().model());
    }

    private Answer<R, E> translate(Attempt attempt, Translator<Q, R, E> translator) {
        UpstreamRequest plain = own(attempt, () -> translator.encode(call.request(), attempt.target()));
        UpstreamTransport.Exchange upstream =
                send(attempt, withEdits(plain, attempt.routed()), translator::error, false);
        if (isStream(attempt, upstream, plain.framing())) {
            StreamDecoder<E> decoder = ModelNames.naming(
                    translator.decoder(call.request()), attempt.target().model());
            UpstreamTransport.Exchange followed = FollowedExchange.streamed(
                    upstream,
                    decoder::followUp,
                    next -> begin(attempt, next),
                    reply -> translator.error(attempt.redaction().of(reply)));
            attempt.cancelWith(followed::cancel);
            return streaming(
                    attempt,
                    upstream,
                    upstream.headers(),
                    false,
                    new UpstreamPieces<>(followed, null, decoder, new OwnWork(door(attempt)), conditions.usage()));
        }
        UpstreamTransport.Exchange followed = FollowedExchange.whole(
                upstream,
                reply -> own(attempt, () -> translator.followUp(reply)),
                next -> begin(attempt, next),
                reply -> translator.error(attempt.redaction().of(reply)));
        attempt.cancelWith(followed::cancel);
        R response = decoded(attempt, translator, readAll(attempt, followed));
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
                    new OwnWork(door(attempt)));
            attempt.cancelWith(pieces::close);
            return new Answer.Streaming<>(
                    200, Headers.none(), false, new MeteredPieces<>(pieces, attempt, conditions.usage()));
        }
        LocalCall<R> running = new LocalCall<>(
                attempt.target().provider(),
                () -> door(attempt).callPatiently(() -> model.execute(canonical, attempt.target())));
        attempt.cancelWith(running::cancel);
        R response = running.await(remaining(attempt.routed().timeouts().total()));
        if (response instanceof Metered metered) {
            attempt.used(metered.usage());
        }
        attempt.content();
        return new Answer.Decoded<>(response, Headers.none());
    }

    private static PluginDoor door(Attempt attempt) {
        return attempt.routed().provider().door();
    }

    /** Work of the provider's own, which waits for nobody. */
    private static <T> T own(Attempt attempt, Supplier<T> work) {
        return door(attempt).call(work);
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

    private UpstreamTransport.Exchange send(
            Attempt attempt,
            UpstreamRequest plain,
            Function<UpstreamReply, GatewayError> readError,
            boolean errorRelayed) {
        plain.changes()
                .forEach(change ->
                        exchange.decide(new Decision(ENCODE, attempt.target().id(), change)));
        Timeouts timeouts = attempt.routed().timeouts();
        UpstreamTransport.Exchange upstream = begin(attempt, plain);
        attempt.cancelWith(upstream::cancel);
        attempt.sent();
        awaitHead(upstream, timeouts);
        if (upstream.status() < 200 || upstream.status() > 599) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM,
                    "the upstream answered with status " + upstream.status() + " (expected: 200 to 599)");
        }
        attempt.answered(upstream.status(), requestId(upstream.headers()));
        if (upstream.status() >= 400) {
            Duration patience = remaining(timeouts.idle());
            UpstreamReply reply = attempt.redaction()
                    .of(new UpstreamReply(
                            upstream.status(), upstream.headers(), upstream.readAll(MAX_ERROR_BODY, patience)));
            GatewayError error = own(attempt, () -> readError.apply(reply));
            if (errorRelayed) {
                throw failed(attempt, error, Optional.of(reply));
            }
            end(attempt, error);
            throw new AttemptFailedException(error, reply.headers());
        }
        if (upstream.status() >= 300) {
            upstream.cancel();
            throw GatewayException.of(
                    ErrorKind.UPSTREAM,
                    "the upstream answered with a redirect (" + upstream.status()
                            + "), which is not followed; correct the provider's base URL");
        }
        return upstream;
    }

    /** Sends, with what the operator and the provider add; does not wait for the reply. */
    private UpstreamTransport.Exchange begin(Attempt attempt, UpstreamRequest plain) {
        RoutedTarget routed = attempt.routed();
        Headers extra = routed.headers();
        UpstreamRequest edited = extra.size() == 0
                ? plain
                : plain.withHeaders(plain.headers().toBuilder().addAll(extra).build());
        Provider provider = routed.provider().component();
        UpstreamRequest authorized = door(attempt).callPatiently(() -> provider.authorize(edited));
        attempt.sends(authorized);
        return transport.send(
                routed.provider().reach(), authorized, routed.timeouts().connect(), memory);
    }

    private static Optional<String> requestId(Headers reply) {
        return reply.first("x-request-id").or(() -> reply.first("request-id"));
    }

    private void awaitHead(UpstreamTransport.Exchange upstream, Timeouts timeouts) {
        long giveUp = System.nanoTime() + remaining(timeouts.firstByte()).toNanos();
        while (true) {
            long left = giveUp - System.nanoTime();
            if (left <= 0) {
                upstream.cancel();
                throw GatewayException.of(ErrorKind.UPSTREAM_TIMEOUT, "the upstream did not answer in time");
            }
            if (upstream.awaitHead(Duration.ofNanos(
                    Math.min(left, conditions.settings().keepAlive().toNanos())))) {
                return;
            }
            if (call.stream() && System.nanoTime() < giveUp) {
                conditions.onSilence().run();
            }
        }
    }

    private UpstreamReply readAll(Attempt attempt, UpstreamTransport.Exchange upstream) {
        Duration patience = remaining(attempt.routed().timeouts().total().minus(attempt.elapsed()));
        try {
            Bytes body = upstream.readAll(conditions.settings().maxReply(), patience);
            attempt.complete();
            return new UpstreamReply(upstream.status(), upstream.headers(), body);
        } catch (GatewayException e) {
            attempt.brokeOff(e.error());
            throw e;
        }
    }

    /** Sound never calls itself JSON, streams of JSON do; some servers call events so that are no JSON. */
    private boolean isStream(Attempt attempt, UpstreamTransport.Exchange upstream, Framing framing) {
        if (!call.stream() || framing != Framing.SSE && framing != Framing.CHUNKS) {
            return call.stream();
        }
        String type = type(upstream.headers());
        if (type.startsWith(JSON)) {
            return framing == Framing.SSE
                    && upstream.beginsWithOneOf(
                            FIRST_OF_EVENTS,
                            remaining(attempt.routed().timeouts().firstByte()));
        }
        return !(framing == Framing.CHUNKS && type.startsWith("text/"));
    }

    /** The head of a relayed stream, which calls events what they are. */
    private static Headers asEvents(Headers head, Framing framing) {
        return framing == Framing.SSE && type(head).startsWith(JSON)
                ? head.toBuilder().set("content-type", "text/event-stream").build()
                : head;
    }

    private static String type(Headers headers) {
        return headers.first("content-type").orElse("").toLowerCase(Locale.ROOT);
    }

    private Answer<R, E> streaming(
            Attempt attempt, UpstreamTransport.Exchange upstream, Headers headers, boolean relayed, Pieces<E> pieces) {
        return new Answer.Streaming<>(
                upstream.status(), headers, relayed, new MeteredPieces<>(pieces, attempt, conditions.usage()));
    }

    /** The shorter of a time-out and what is left of the whole exchange's time. */
    private Duration remaining(Duration timeout) {
        long left = Math.min(timeout.toNanos(), conditions.deadlineNanos() - System.nanoTime());
        return Duration.ofNanos(Math.max(left, 1));
    }

    private static AttemptFailedException failed(Attempt attempt, GatewayError error, Optional<UpstreamReply> reply) {
        GatewayError told = attempt.redaction().of(error);
        end(attempt, told);
        return new AttemptFailedException(told, reply);
    }

    private static void end(Attempt attempt, GatewayError error) {
        attempt.failed(error);
        attempt.cancel();
    }
}
