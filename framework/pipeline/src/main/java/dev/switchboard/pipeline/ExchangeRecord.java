package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.attempt.AttemptRunner;
import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.RateLimits;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Everything that is to be remembered of one exchange. Used by its own thread; guardrails and attempts that race add decisions from theirs. */
final class ExchangeRecord implements ExchangeContext {
    private static final String TRANSLATE = "translate";

    static final Caller NOBODY = Caller.builder("").models(List.of()).build();

    private final Instant startedAt;
    private final long startNanos = System.nanoTime();
    private final String id;
    private final String dialect;
    private final String operation;
    private final ReplyRecorder reply;
    private final boolean keepContent;
    private final boolean counting;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private @Nullable Attempt answering;
    private Caller caller = NOBODY;
    private RateLimits rateLimits = RateLimits.NONE;
    private Bytes body = Bytes.empty();
    /** Read out of the body once, though there may be two reports. */
    private @Nullable String inputText;

    private @Nullable Call<?> call;
    private Outcome outcome = Outcome.REFUSED;
    private Optional<GatewayError> error = Optional.empty();
    private long firstContentNanos;
    private int fallbacks;

    /** @param counting whether somebody needs to know what attempts used */
    ExchangeRecord(
            Instant startedAt,
            String dialect,
            String operation,
            ReplyRecorder reply,
            boolean keepContent,
            boolean counting) {
        this.counting = counting;
        this.startedAt = startedAt;
        this.id = Ids.next(startedAt.toEpochMilli());
        this.dialect = dialect;
        this.operation = operation;
        this.reply = reply;
        this.keepContent = keepContent;
    }

    /** The record of a copy of this exchange: the same call of the same caller. */
    ExchangeRecord copy(Instant now) {
        ExchangeRecord copy = new ExchangeRecord(now, dialect, operation, new ReplyRecorder(0), false, counting);
        copy.caller = caller;
        copy.body = body;
        copy.call = call;
        return copy;
    }

    void identified(Caller known) {
        caller = known;
    }

    /** What the caller is told of its rates; of several admissions the first that limits them. */
    void limited(RateLimits limits) {
        if (rateLimits.equals(RateLimits.NONE)) {
            rateLimits = limits;
        }
    }

    RateLimits rateLimits() {
        return rateLimits;
    }

    void received(Bytes whole) {
        body = whole;
    }

    void read(Call<?> readCall) {
        call = readCall;
    }

    void attempted(Attempt attempt) {
        attempt.startedAt(startedAt.plusNanos(System.nanoTime() - startNanos));
        attempts.add(attempt);
    }

    void content() {
        if (firstContentNanos == 0) {
            firstContentNanos = System.nanoTime();
        }
    }

    boolean hasContent() {
        return firstContentNanos != 0;
    }

    void ended(Outcome how) {
        outcome = how;
    }

    /** The caller went away before it had everything. */
    void abandoned() {
        outcome = Outcome.ABORTED;
        if (!attempts.isEmpty()) {
            attempts.getLast().abandoned();
        }
    }

    void failed(GatewayError why) {
        error = Optional.of(why);
    }

    Optional<GatewayError> error() {
        return error;
    }

    Outcome outcome() {
        return outcome;
    }

    Bytes body() {
        return body;
    }

    /** The attempt whose reply the caller gets; the last one that was made as long as none was answered. */
    Attempt lastAttempt() {
        Attempt known = answering;
        return known == null ? attempts.getLast() : known;
    }

    void answeredBy(Attempt attempt, int fallbacksBefore) {
        answering = attempt;
        fallbacks = fallbacksBefore;
    }

    /** Stops whatever an exchange that did not end well has left running; what is complete is not touched. */
    void cancelAttempts() {
        attempts.forEach(Attempt::cancel);
    }

    /** When the exchange must be over, on the scale of {@link System#nanoTime}: the caller may ask for less than the most. */
    long deadlineNanos(Duration most) {
        Duration wanted = caller.routing().timeout(options()).orElse(most);
        return startNanos + (wanted.compareTo(most) < 0 ? wanted : most).toNanos();
    }

    /** The fields that every reply gets. */
    void addHeaders(Headers.Builder headers) {
        headers.setIfAbsent("x-request-id", id);
        headers.setIfAbsent("request-id", id); // the name that Anthropic's clients read
        headers.set("x-switchboard-id", id);
        if (!attempts.isEmpty()) {
            addRouting(headers);
        }
        noteChanges();
        synchronized (decisions) {
            if (!decisions.isEmpty()) {
                headers.set("x-switchboard-decisions", DecisionHeader.of(decisions));
                addWarning(headers);
            }
        }
    }

    /** Where the call went, in our words and in those that tools for LiteLLM know. */
    private void addRouting(Headers.Builder headers) {
        Attempt attempt = lastAttempt();
        String overhead = Long.toString(overheadMillis());
        headers.set("x-switchboard-target", attempt.target().id());
        headers.set("x-switchboard-attempts", Integer.toString(attempts.size()));
        headers.set("x-switchboard-overhead-ms", overhead);
        headers.set("x-litellm-call-id", id);
        headers.set("x-litellm-model-id", attempt.routed().state().id());
        headers.set("x-litellm-model-group", HeaderText.printable(model()));
        headers.set("x-litellm-attempted-retries", Integer.toString(Math.max(0, attempts.size() - 1 - fallbacks)));
        headers.set("x-litellm-attempted-fallbacks", Integer.toString(fallbacks));
        headers.set("x-litellm-overhead-duration-ms", overhead);
    }

    /** The time that was not spent on waiting for upstreams; waits between attempts count. */
    private long overheadMillis() {
        long upstream = 0;
        for (Attempt each : attempts) {
            upstream += each.elapsed().toNanos();
        }
        return Math.max(0, System.nanoTime() - startNanos - upstream) / 1_000_000;
    }

    private void addWarning(Headers.Builder headers) {
        List<String> warnings = decisions.stream()
                .filter(decision -> decision.phase().equals(AttemptRunner.ENCODE)
                        || decision.phase().equals(TRANSLATE))
                .map(Decision::reason)
                .toList();
        if (!warnings.isEmpty()) {
            headers.set("x-switchboard-warning", DecisionHeader.join(warnings));
        }
    }

    /** What the dialect could not say in its format or ours is a decision like any other. */
    private void noteChanges() {
        Call<?> known = call;
        if (known != null) {
            known.changes().take().forEach(change -> decide(new Decision(TRANSLATE, dialect, change)));
        }
    }

    /** Ends attempts that are still open. */
    void finishAttempts() {
        attempts.forEach(Attempt::finish);
    }

    /** The report; ends attempts that are still open. */
    FinishedExchange finish(int status) {
        finishAttempts();
        noteChanges();
        return new FinishedExchange(
                id,
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos),
                firstContentNanos == 0
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(firstContentNanos - startNanos)),
                caller == NOBODY ? Optional.empty() : Optional.of(caller.id()),
                options().user(),
                options().tags(),
                dialect,
                operation,
                model(),
                stream(),
                status,
                outcome,
                error,
                usage(),
                reports(),
                decisions(),
                inputText(),
                body.length(),
                reply.total(),
                keepContent ? Optional.of(body) : Optional.empty(),
                keepContent ? Optional.of(reply.beginning()) : Optional.empty());
    }

    private List<Decision> decisions() {
        synchronized (decisions) {
            return List.copyOf(decisions);
        }
    }

    /** The text asked, for counting tokens where an upstream did not. */
    private Optional<String> inputText() {
        if (!counting || !isUnmetered()) {
            return Optional.empty();
        }
        String text = inputText;
        if (text == null) {
            text = RequestText.of(body);
            inputText = text;
        }
        return Optional.of(text);
    }

    private boolean isUnmetered() {
        for (Attempt attempt : attempts) {
            if (attempt.isUnmetered()) {
                return true;
            }
        }
        return false;
    }

    private List<AttemptReport> reports() {
        List<AttemptReport> reports = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            reports.add(attempt.report());
        }
        return Collections.unmodifiableList(reports);
    }

    private Usage usage() {
        Usage sum = Usage.none();
        for (Attempt attempt : attempts) {
            sum = sum.plus(attempt.usage());
        }
        return sum;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String model() {
        Call<?> known = call;
        return known == null ? "" : known.model();
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public boolean stream() {
        Call<?> known = call;
        return known != null && known.stream();
    }

    @Override
    public CallOptions options() {
        Call<?> known = call;
        return known == null ? CallOptions.NONE : known.options();
    }

    @Override
    public <Q> Optional<Q> request(Class<Q> type) {
        Call<?> known = call;
        return known == null
                ? Optional.empty()
                : Optional.of(known.request()).filter(type::isInstance).map(type::cast);
    }

    @Override
    public long requestBytes() {
        return body.length();
    }

    @Override
    public OptionalLong maxOutputTokens() {
        Call<?> known = call;
        return known == null ? OptionalLong.empty() : known.maxOutputTokens();
    }

    @Override
    public Optional<String> serviceTier() {
        Call<?> known = call;
        return known == null ? Optional.empty() : known.serviceTier();
    }

    @Override
    public BeyondText beyondText() {
        Call<?> known = call;
        return known == null ? BeyondText.NOTHING : known.beyondText();
    }

    @Override
    public void decide(Decision decision) {
        synchronized (decisions) {
            decisions.add(decision);
        }
    }
}
