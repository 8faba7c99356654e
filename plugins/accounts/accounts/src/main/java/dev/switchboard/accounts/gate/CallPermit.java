package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.accounts.ledger.Ledger;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.limit.Rates;
import dev.switchboard.accounts.limit.Spending;
import dev.switchboard.accounts.limit.Subject;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.accounts.pricing.Quote;
import dev.switchboard.accounts.pricing.tokens.TokenCounter;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.spi.admission.Admission.Permit;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one call has set aside. Money is reserved for each attempt, at the price of its target; what attempts really cost takes
 * its place when the call is over, and every attempt leaves its entry in the ledger.
 */
final class CallPermit implements Permit {
    private final ExchangeContext exchange;
    private final List<Subject> subjects;
    private final Charge charge;
    private final Rates.Taken taken;
    private final Spending spending;
    private final Ledger ledger;
    private final TokenCounter tokens;
    private final PriceBook prices;
    private final Rules rules;
    private final InstantSource clock;
    private final Map<Integer, Attempted> attempts = new HashMap<>();

    /** One attempt under way. */
    private record Attempted(Quote quote, CallTerms terms, Spending.Reservation reservation) {}

    CallPermit(
            ExchangeContext exchange,
            List<Subject> subjects,
            Charge charge,
            Rates.Taken taken,
            Spending spending,
            Ledger ledger,
            TokenCounter tokens,
            PriceBook prices,
            Rules rules,
            InstantSource clock) {
        this.exchange = exchange;
        this.subjects = subjects;
        this.charge = charge;
        this.taken = taken;
        this.spending = spending;
        this.ledger = ledger;
        this.tokens = tokens;
        this.prices = prices;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public synchronized void attempting(int number, Target target) {
        Instant now = clock.instant();
        Quote quote = prices.find(target);
        CallTerms terms = CallTerms.of(exchange, target);
        attempts.put(number, new Attempted(quote, terms, reserve(target, quote, terms, now)));
        ledger.begin(presumed(number, target, quote, terms, now));
    }

    private Spending.Reservation reserve(Target target, Quote quote, CallTerms terms, Instant now) {
        Money amount = spending.isLimited(subjects, exchange.model()) ? most(target, quote, terms) : Money.ZERO;
        String key = exchange.caller().attributes().getOrDefault(Scope.KEY, "");
        return switch (spending.reserve(subjects, key, exchange.model(), amount, now)) {
            case Spending.Outcome.Reserved reserved -> reserved.reservation();
            case Spending.Outcome.Refused refused -> throw refused.error().asException();
        };
    }

    /** What is to be set aside of budgets. A sheet without a price for the tier that is asked for knows none but the list's. */
    private Money most(Target target, Quote quote, CallTerms terms) {
        CallBound bound = CallBound.of(exchange, quote, rules);
        Optional<Money> most =
                quote.upperBound(bound.most(), terms.most()).or(() -> quote.upperBound(bound.most(), terms.told()));
        if (most.isEmpty() && rules.refuseUnpriced()) {
            throw BoundErrors.unpriced(quote, bound).asException();
        }
        if (!rules.strict()) {
            return Money.ZERO;
        }
        if (bound.open().isPresent()) {
            throw BoundErrors.open(bound.open().get()).asException();
        }
        bound.whole()
                .ifPresent(member -> exchange.decide(new Decision(
                        "reserve",
                        target.id(),
                        "because of " + member + " as much is set aside as the model can take in")));
        return most.orElse(Money.ZERO);
    }

    private LedgerEntry presumed(int number, Target target, Quote quote, CallTerms terms, Instant now) {
        Usage usage = Estimates.input(exchange.requestBytes());
        return new LedgerEntry(
                LedgerEntry.id(exchange.id(), number),
                exchange.id(),
                number,
                now,
                Duration.ZERO,
                Optional.empty(),
                AttemptStatus.ERROR,
                0,
                Optional.of("the gateway stopped while this attempt ran"),
                charge.caller(),
                new LedgerEntry.RequestInfo("", exchange.operation(), exchange.model(), exchange.stream()),
                new LedgerEntry.UpstreamInfo(target.id(), target.provider(), target.model(), Optional.empty()),
                usage,
                quote.cost(usage, terms.of(usage)),
                List.of());
    }

    /** A copy costs what it costs; it takes no further request, token or slot of the caller's rates. */
    @Override
    public Permit mirrored(ExchangeContext copy) {
        return new CallPermit(
                copy,
                subjects,
                Charge.of(charge.caller(), copy.model()),
                Rates.Taken.NOTHING,
                spending,
                ledger,
                tokens,
                prices,
                rules,
                clock);
    }

    @Override
    public synchronized void settle(ExchangeReport report) {
        Instant now = clock.instant();
        long used = 0;
        try {
            for (AttemptReport attempt : report.attempts()) {
                used += settle(report, attempt, now);
            }
            if (report.outcome() == Outcome.CACHED) {
                ledger.append(cached(report));
            }
        } finally {
            attempts.values().forEach(each -> each.reservation().release());
            taken.settle(used, now);
        }
        spending.watchSoft(subjects, now);
    }

    /** Puts what an attempt cost in place of what it reserved, and writes it down. */
    private long settle(ExchangeReport report, AttemptReport attempt, Instant now) {
        Attempted begun = attempts.get(attempt.number());
        if (begun == null) {
            return 0; // refused before anything was sent
        }
        Usage usage = tokens.usage(attempt, report.inputText());
        Cost cost = begun.quote().cost(usage, begun.terms().of(usage));
        // First into the ledger: a budget that is set in this moment may see it twice, and never not at all.
        ledger.append(entry(report, attempt, usage, cost));
        spending.settle(begun.reservation(), charge.scopes(), cost.known(), attempt.startedAt(), now);
        return usage.totalTokens();
    }

    private LedgerEntry entry(ExchangeReport report, AttemptReport attempt, Usage usage, Cost cost) {
        return new LedgerEntry(
                LedgerEntry.id(report.id(), attempt.number()),
                report.id(),
                attempt.number(),
                attempt.startedAt(),
                attempt.duration(),
                attempt.timeToFirstContent(),
                status(attempt),
                attempt.status().orElse(0),
                attempt.error().map(GatewayError::message),
                charge.caller(),
                request(report),
                new LedgerEntry.UpstreamInfo(
                        attempt.target(), attempt.provider(), attempt.model(), attempt.upstreamId()),
                usage,
                cost,
                decisions(report, cost));
    }

    private LedgerEntry cached(ExchangeReport report) {
        return new LedgerEntry(
                LedgerEntry.id(report.id(), 0),
                report.id(),
                0,
                report.startedAt(),
                report.duration(),
                report.timeToFirstContent(),
                AttemptStatus.CACHE,
                0,
                Optional.empty(),
                charge.caller(),
                request(report),
                LedgerEntry.UpstreamInfo.NONE,
                Usage.none(),
                new Cost.Priced(Money.ZERO, Map.of(), Money.ZERO, ""),
                report.decisions());
    }

    private static LedgerEntry.RequestInfo request(ExchangeReport report) {
        return new LedgerEntry.RequestInfo(report.dialect(), report.operation(), report.model(), report.stream());
    }

    private static List<Decision> decisions(ExchangeReport report, Cost cost) {
        if (!(cost instanceof Cost.Unpriced unpriced)) {
            return report.decisions();
        }
        List<Decision> decisions = new ArrayList<>(report.decisions());
        decisions.add(new Decision("settle", "price", unpriced.reason()));
        return decisions;
    }

    private static AttemptStatus status(AttemptReport attempt) {
        return switch (attempt.end()) {
            case COMPLETED -> AttemptStatus.COMPLETED;
            case CLIENT_ABORT -> AttemptStatus.CLIENT_ABORT;
            case UPSTREAM_ABORT -> AttemptStatus.UPSTREAM_ABORT;
            case ERROR -> AttemptStatus.ERROR;
        };
    }
}
