package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptFailedException;
import dev.switchboard.pipeline.attempt.AttemptRunner;
import dev.switchboard.pipeline.attempt.Beginning;
import dev.switchboard.pipeline.attempt.CallerHead;
import dev.switchboard.pipeline.attempt.StreamClock;
import dev.switchboard.pipeline.guard.Guards;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.pipeline.route.Demand;
import dev.switchboard.pipeline.route.MirrorRule;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.Route;
import dev.switchboard.pipeline.world.Settings;
import dev.switchboard.pipeline.world.Snapshot;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.guardrail.Guardrail.Stage;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.model.ModelQuery;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.RateLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One request of a dialect on its way through the phases. Lives on the request's own virtual thread. */
final class Exchange<Q, R, E extends StreamEvent> {
    private static final int MAX_MIRRORS = 100;
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    private final Snapshot snapshot;
    private final Snapshot.Parts world;
    private final Settings settings;
    private final boolean usageNeeded;
    private final UpstreamTransport transport;
    private final BodyMemory.Share memory;
    private final LiveState live;
    private final InstantSource clock;
    private final CallerConnection connection;
    private final HttpRequest request;
    private final Dialect dialect;
    private final PluginDoor door;
    private final Endpoint<Q, R, E> endpoint;

    private final ExchangeRecord record;
    private final ReplyRecorder recorder;
    private final ReplyWriter writer;
    private final Guards guards;
    private final Drain drain;
    private final Permits permits = new Permits();
    private final CallerPresence presence;
    private final Delivery<Q, R, E> delivery;
    private boolean entered;
    private boolean settled;

    Exchange(
            Snapshot snapshot,
            UpstreamTransport transport,
            BodyMemory.Share memory,
            LiveState live,
            InstantSource clock,
            CallerConnection connection,
            HttpRequest request,
            Instance<Dialect> dialect,
            Endpoint<Q, R, E> endpoint,
            AtomicInteger drains) {
        this.snapshot = snapshot;
        this.world = snapshot.parts();
        this.settings = world.settings();
        this.usageNeeded = snapshot.usageNeeded();
        this.transport = transport;
        this.memory = memory;
        this.clock = clock;
        this.live = live;
        this.connection = connection;
        this.request = request;
        this.dialect = dialect.component();
        this.door = dialect.door();
        this.endpoint = endpoint;
        boolean keep = snapshot.contentWanted() || !world.caches().isEmpty();
        this.recorder = new ReplyRecorder(keep ? settings.maxContent() : 0);
        this.record = new ExchangeRecord(
                clock.instant(),
                this.dialect.name(),
                endpoint.operation().name(),
                recorder,
                snapshot.contentWanted(),
                usageNeeded);
        this.writer = new ReplyWriter(connection, recorder, this::addHeaders, this::beforeEnd);
        this.drain = new Drain(drains, settings.onAbort());
        this.presence = new CallerPresence(drain);
        this.guards = new Guards(world.guardrails(), record, settings.guardTimeout());
        this.delivery = new Delivery<>(dialect, endpoint, record, guards, writer, presence, this::beforeEnd);
    }

    /** The phases, in their order. */
    void run() {
        try {
            Caller caller = identify();
            Call<Q> call = read();
            if (endpoint.operation().equals(Operation.MODELS)) {
                answerAboutModels(call, caller);
                return;
            }
            ModelTable.Resolved resolved = Models.resolve(world.models(), record.caller(), call.model());
            admit();
            call = guardRequest(prompt(call));
            record.read(call);
            Caching caching = caching(call);
            if (!answerFromCache(caching)) {
                enter();
                answerFromUpstream(call, resolved);
                storeInCache(caching);
            }
        } catch (AttemptFailedException e) {
            delivery.fail(e);
        } catch (GatewayException e) {
            delivery.fail(e.error());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            failInside(e);
        } finally {
            settleAndReport();
        }
    }

    private Caller identify() {
        Caller caller = Identification.identify(world.identities(), request);
        record.identified(caller);
        return caller;
    }

    private Call<Q> read() {
        connection.onAbort(presence::leave);
        record.received(connection.readBody(settings.largestBody(), memory));
        try {
            Call<Q> call = door.call(() -> endpoint.read(request, record.body()));
            record.read(call);
            return call;
        } catch (JsonSyntaxException e) {
            throw GatewayException.of(ErrorKind.INVALID_REQUEST, "The request body is " + e.getMessage() + ".");
        }
    }

    /** Questions about the gateway itself need no upstream. */
    private void answerAboutModels(Call<Q> call, Caller caller) {
        Object models = Models.answer(world.models(), caller, (ModelQuery) call.request());
        writer.send(door.call(
                () -> endpoint.write(endpoint.operation().responseType().cast(models), call)));
        record.ended(Outcome.COMPLETED);
    }

    private void addHeaders(Headers.Builder headers) {
        record.addHeaders(headers);
        if (!record.rateLimits().equals(RateLimits.NONE)) {
            dialect.rateLimits(record.rateLimits()).forEach(headers::set);
        }
    }

    private void admit() {
        guards.requireAll();
        for (Instance<? extends Admission> admission : world.admissions()) {
            switch (admission.call(each -> each.admit(record))) {
                case Admission.Decision.Admitted admitted -> {
                    permits.add(admission.door(), admitted.permit());
                    record.limited(admitted.limits());
                }
                case Admission.Decision.Refused refused -> throw refused.error().asException();
            }
        }
    }

    private Call<Q> prompt(Call<Q> call) {
        return call.options().promptId().isPresent() && call.request() instanceof ChatRequest chat
                ? withRequest(call, Prompts.put(world.prompts(), call.options(), chat, record))
                : call;
    }

    private Call<Q> guardRequest(Call<Q> call) {
        if (guards.look(Stage.REQUEST) && call.request() instanceof ChatRequest chat) {
            ChatRequest checked = guards.checkRequest(chat);
            return checked == chat ? call : withRequest(call, checked);
        }
        return call;
    }

    private Call<Q> withRequest(Call<Q> call, ChatRequest replacement) {
        return call.withRequest(endpoint.operation().requestType().cast(replacement));
    }

    /** What an upstream keeps may change between two calls that look alike. */
    private List<Instance<ResponseCache>> cachesFor(Call<Q> call) {
        return call.nativeOnly().isPresent() ? List.of() : world.caches();
    }

    private Caching caching(Call<Q> call) {
        return new Caching(
                cachesFor(call),
                guards.looking(),
                record,
                form(call),
                () -> call.identity().map(Bytes::utf8).orElse(record.body()));
    }

    /** What a reply must look like; in some formats the path and the query say it, not the body. */
    private String form(Call<Q> call) {
        return endpoint.wire().name() + (call.stream() ? " as " + call.framing() : "");
    }

    private boolean answerFromCache(Caching caching) {
        Optional<CachedReply> found = caching.find();
        if (found.isPresent()) {
            record.ended(Outcome.CACHED);
            writer.replay(found.get(), record.stream());
        }
        return found.isPresent();
    }

    /** Beyond the door there is room for so many; who does not fit hears so at once. */
    private void enter() {
        entered = live.entrance().tryEnter(settings.maxExchanges(), Demands.priority(record));
        if (!entered) {
            throw GatewayError.builder(
                            ErrorKind.RATE_LIMIT, "The gateway serves as many calls as it may; try again in a second.")
                    .code("gateway_busy")
                    .retryAfter(Duration.ofSeconds(1))
                    .build()
                    .asException();
        }
    }

    private void answerFromUpstream(Call<Q> call, ModelTable.Resolved resolved) {
        Model model = resolved.model();
        model.drain().ifPresent(wanted -> drain.policy(settings.onAbort().drain(wanted)));
        Route route = new Route(
                world.models(),
                resolved,
                Demands.of(record, world.models(), model, userAgent()),
                record,
                live,
                live.deadline(deadlineNanos()));
        model.plan().mirror().ifPresent(rule -> mirror(rule, call));
        record.ended(Outcome.FAILED);
        StreamedReply<E> stream = call.stream() ? delivery.streams(call, recorder, drain) : null;
        Runnable onSilence = stream == null ? () -> {} : onThisThread(stream::keepAlive);
        Routing routing = new Routing(record, route, new Hosting(route, onSilence), settings.keepAlive(), live::now);
        boolean continues =
                model.continues() && stream != null && endpoint.operation().equals(Operation.CHAT);
        AttemptRunner.Conditions conditions = new AttemptRunner.Conditions(
                settings, guards.lookAtReplies() || continues, usageNeeded, deadlineNanos(), onSilence);
        Answer<R, E> answer = routing.answer(asking(call, conditions, routing::mayGoOn));
        if (continues && answer instanceof Answer.Streaming<R, E> streaming) {
            Succession<Q, R, E> succession = new Succession<>(
                    record, routing, call, onward -> asking(withRequest(call, onward), conditions, () -> true));
            answer = streaming.withPieces(succession.over(streaming.pieces()));
        }
        delivery.write(call, answer, this::clock);
    }

    /** @param another whether a failure before the first content leads to another target */
    private Function<Attempt, Answer<R, E>> asking(
            Call<Q> call, AttemptRunner.Conditions conditions, BooleanSupplier another) {
        AttemptRunner<Q, R, E> runner =
                new AttemptRunner<>(transport, memory, record, CallerHead.of(request), endpoint, call, conditions);
        return attempt -> Beginning.await(
                runner.run(attempt), attempt, another.getAsBoolean(), clock(attempt), conditions.onSilence());
    }

    private void mirror(MirrorRule rule, Call<Q> call) {
        Optional<ModelTable.Resolved> other = world.models().resolve(rule.model());
        if (other.isEmpty() || live.random().nextDouble() >= rule.share()) {
            return;
        }
        if (!live.mirrors().tryEnter(MAX_MIRRORS, Priority.HIGH)) {
            record.decide(new Decision("mirror", rule.model(), "left out: " + MAX_MIRRORS + " copies are under way"));
            return;
        }
        ExchangeRecord copy = record.copy(clock.instant());
        copy.decide(new Decision("mirror", rule.model(), "a copy of " + record.id() + "; nobody gets its reply"));
        record.decide(new Decision("mirror", rule.model(), "copied as " + copy.id()));
        Demand demand = Demands.of(record, world.models(), other.get().model(), userAgent());
        new Mirror<>(
                        snapshot,
                        transport,
                        memory.sibling(),
                        live,
                        CallerHead.of(request),
                        endpoint,
                        call,
                        copy,
                        permits.mirrored(copy))
                .start(other.get(), demand, live.mirrors()::leave);
    }

    /** Of attempts that race on threads of their own, none may write to the caller. */
    private static Runnable onThisThread(Runnable action) {
        Thread owner = Thread.currentThread();
        return () -> {
            if (Thread.currentThread() == owner) {
                action.run();
            }
        };
    }

    /** What routing needs of this exchange. */
    private final class Hosting implements Routing.Host {
        private final Route route;
        private final Runnable onSilence;

        Hosting(Route route, Runnable onSilence) {
            this.route = route;
            this.onSilence = onSilence;
        }

        @Override
        public void begins(Attempt attempt) {
            record.attempted(attempt);
            presence.begins(attempt);
            permits.attempting(attempt);
        }

        @Override
        public void answered(Attempt attempt) {
            record.answeredBy(attempt, route.fallbacks());
            presence.answered(attempt);
        }

        @Override
        public void pause(Duration wait) {
            presence.pause(wait);
        }

        @Override
        public void silence() {
            onSilence.run();
        }

        @Override
        public Runnable keepWorld() {
            return snapshot.retain();
        }
    }

    private Optional<String> userAgent() {
        return request.headers().first("user-agent");
    }

    private long deadlineNanos() {
        return record.deadlineNanos(settings.totalTimeout());
    }

    private StreamClock clock(Attempt attempt) {
        return new StreamClock(attempt.routed().timeouts(), settings.keepAlive(), deadlineNanos());
    }

    private void storeInCache(Caching caching) {
        if (caching.isActive() && record.outcome() == Outcome.COMPLETED) {
            recorder.whole()
                    .ifPresent(parts -> caching.store(new CachedReply(
                            writer.status(),
                            writer.headers().filter("content-type"::equalsIgnoreCase),
                            parts,
                            record.lastAttempt().usage())));
        }
    }

    private void failInside(Throwable fault) {
        LOG.log(System.Logger.Level.ERROR, "exchange " + record.id() + " failed inside the gateway", fault);
        delivery.fail(GatewayError.of(
                ErrorKind.INTERNAL,
                "The gateway failed on this request. Its operator finds the reason in the log under " + record.id()
                        + "."));
    }

    /** What happens to a caller that has gone shows only when the exchange is over. */
    private void beforeEnd() {
        if (!presence.left()) {
            settle();
        }
    }

    /**
     * Gives back what was set aside, once: before the caller can know that its call is over, so that its next one finds
     * everything free.
     */
    private void settle() {
        if (settled) {
            return;
        }
        settled = true;
        if (presence.left() && record.outcome() == Outcome.COMPLETED) {
            record.abandoned(); // it was read on for nobody
        }
        if (entered) {
            live.entrance().leave();
        }
        record.finishAttempts();
        permits.settle(() -> record.finish(writer.status()));
    }

    private void settleAndReport() {
        drain.end();
        if (record.outcome() != Outcome.COMPLETED) {
            record.cancelAttempts();
        }
        settle();
        FinishedExchange report = record.finish(writer.status());
        snapshot.finished(report);
        snapshot.report(report);
    }
}
