package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.attempt.AttemptRunner;
import dev.switchboard.pipeline.attempt.CallerHead;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.HealthCheck;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One check: a call of nobody's at one target, as short as it can be. Callbacks hear of it as of an exchange. */
final class HealthCheckCall {
    private static final System.Logger LOG = System.getLogger(HealthCheckCall.class.getName());
    private static final Wire WIRE = new Wire("gateway.health-check");
    private static final Caller CHECKER = Caller.builder("health-check").build();
    private static final String WORD = "ping";
    /** What every model accepts as a bound; OpenAI's responses take no less. */
    private static final int MAX_TOKENS = 16;

    private final Snapshot snapshot;
    private final UpstreamTransport transport;
    private final BodyMemory.Share memory;
    private final LiveState live;
    private final InstantSource clock;

    HealthCheckCall(
            Snapshot snapshot,
            UpstreamTransport transport,
            BodyMemory.Share memory,
            LiveState live,
            InstantSource clock) {
        this.snapshot = snapshot;
        this.transport = transport;
        this.memory = memory;
        this.live = live;
        this.clock = clock;
    }

    /** Asks, and lets the target's state know. */
    void make(RoutedTarget routed, HealthCheck check, Passage passage) {
        Target target = check.model().map(routed::named).orElseGet(routed::target);
        switch (check.operation()) {
            case CHAT ->
                make(
                        Operation.CHAT,
                        ChatRequest.builder(target.model(), List.of(Message.of(Role.USER, WORD)))
                                .maxOutputTokens(MAX_TOKENS)
                                .build(),
                        routed,
                        target,
                        check,
                        passage);
            case EMBEDDING -> make(Operation.EMBEDDING, embedding(target), routed, target, check, passage);
        }
    }

    private static EmbeddingRequest embedding(Target target) {
        return new EmbeddingRequest(
                target.model(),
                List.of(new EmbeddingRequest.Input.Text(WORD)),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
    }

    private <Q, R, E extends StreamEvent> void make(
            Operation<Q, R, E> operation,
            Q request,
            RoutedTarget routed,
            Target target,
            HealthCheck check,
            Passage passage) {
        ExchangeRecord record = new ExchangeRecord(
                clock.instant(), WIRE.name(), operation.name(), new ReplyRecorder(0), false, snapshot.usageNeeded());
        record.identified(CHECKER);
        Call<Q> call = Call.builder(target.model(), () -> request).build();
        record.read(call);
        record.decide(new Decision("health-check", target.id(), "asked without a caller"));
        record.ended(Outcome.FAILED);
        Attempt attempt = new Attempt(1, routed, target, passage, live::now, _ -> {});
        record.attempted(attempt);
        Optional<GatewayError> failure = Optional.empty();
        try {
            new AttemptRunner<>(
                            transport,
                            memory,
                            record,
                            new CallerHead(Headers.none(), Optional.empty()),
                            new Question<>(operation),
                            call,
                            new AttemptRunner.Conditions(
                                    snapshot.parts().settings(),
                                    false,
                                    snapshot.usageNeeded(),
                                    System.nanoTime() + check.timeout().toNanos(),
                                    () -> {}))
                    .run(attempt);
            record.ended(Outcome.COMPLETED);
        } catch (AttemptFailedException e) {
            failure = Optional.of(e.error());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "the health check of " + target.id() + " failed inside the gateway", e);
            failure = Optional.of(GatewayError.of(ErrorKind.INTERNAL, "the check failed inside the gateway"));
            attempt.failed(failure.get());
        }
        failure.ifPresent(record::failed);
        attempt.finish();
        routed.state().checked(failure, live.now());
        FinishedExchange report =
                record.finish(failure.map(GatewayError::status).orElse(200));
        snapshot.report(report);
    }

    /** Stands for the path on which a caller would have asked. */
    private record Question<Q, R, E extends StreamEvent>(Operation<Q, R, E> operation) implements Endpoint<Q, R, E> {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public List<String> paths() {
            return List.of();
        }

        @Override
        public Wire wire() {
            return WIRE;
        }

        @Override
        public Call<Q> read(HttpRequest request, Bytes body) {
            throw new IllegalStateException("nobody asks here");
        }

        @Override
        public HttpReply write(R response, Call<Q> call) {
            throw new IllegalStateException("nobody gets the reply");
        }
    }
}
