package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.accounts.ledger.CallerInfo;
import dev.switchboard.accounts.ledger.Ledger;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.limit.Rates;
import dev.switchboard.accounts.limit.Spending;
import dev.switchboard.accounts.limit.Subject;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.accounts.pricing.tokens.TokenCounter;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.admission.Admission.Decision;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets calls in: access, rates and budgets of everybody a call touches. Answers from memory. */
public final class Gatekeeper {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int BYTES_OF_A_TOKEN = 4;
    /** What of the output is set aside of a tokens' limit where the caller sets no bound; the rest is taken afterwards. */
    private static final long LIKELY_OUTPUT = 1_024;

    private final Directory directory;
    private final Holders holders;
    private final Rates rates;
    private final Spending spending;
    private final Ledger ledger;
    private final Supplier<PriceBook> prices;
    private final Rules rules;
    private final TokenCounter counter = new TokenCounter();
    private final InstantSource clock;

    /** Lets in by what is known in these. */
    public Gatekeeper(
            Directory directory,
            Holders holders,
            Rates rates,
            Spending spending,
            Ledger ledger,
            Supplier<PriceBook> prices,
            Rules rules,
            InstantSource clock) {
        this.directory = directory;
        this.holders = holders;
        this.rates = rates;
        this.spending = spending;
        this.ledger = ledger;
        this.prices = prices;
        this.rules = rules;
        this.clock = clock;
    }

    /** Decides on a call. */
    public Decision admit(ExchangeContext exchange) {
        if (!ledger.accepting()) {
            return refused(GatewayError.builder(
                            ErrorKind.OVERLOADED,
                            "The gateway cannot write down what calls cost, and so takes none. Its operator finds the"
                                    + " reason in the log.")
                    .retryAfter(RETRY)
                    .build());
        }
        Optional<Holder> holder = Optional.ofNullable(
                        exchange.caller().attributes().get(KeyIdentity.TOKEN))
                .flatMap(KeyHash::parse)
                .flatMap(holders::find);
        List<String> tags = tags(exchange, holder);
        List<Account> besides = besides(exchange, tags);
        Optional<GatewayError> closed = closed(besides);
        if (closed.isPresent()) {
            return refused(closed.get());
        }
        List<Subject> subjects = new ArrayList<>(holder.map(Holder::subjects).orElse(List.of()));
        besides.forEach(account -> subjects.add(subject(account)));
        return takeRates(exchange, subjects, charge(exchange, holder, tags));
    }

    /** To whom the call is put down: mostly as all calls with the key. */
    private static Charge charge(ExchangeContext exchange, Optional<Holder> holder, List<String> tags) {
        Caller caller = exchange.caller();
        Optional<String> user = exchange.options().user();
        return holder.filter(it -> it.caller().equals(caller) && it.tags().equals(tags) && user.isEmpty())
                .map(it -> it.charge().of(exchange.model()))
                .orElseGet(() ->
                        Charge.of(new CallerInfo(caller.id(), caller.attributes(), user, tags), exchange.model()));
    }

    private Decision takeRates(ExchangeContext exchange, List<Subject> subjects, Charge charge) {
        Instant now = clock.instant();
        String model = exchange.model();
        String key = exchange.caller().attributes().getOrDefault(Scope.KEY, "");
        Optional<GatewayError> spent = spending.refuse(subjects, key, model, now);
        if (spent.isPresent()) {
            return refused(spent.get());
        }
        long tokens = Rates.limitsTokens(subjects, model) ? likelyTokens(exchange) : 0;
        return switch (rates.take(subjects, model, tokens, now)) {
            case Rates.Outcome.Refused refused -> refused(refused.error());
            case Rates.Outcome.Admitted admitted -> {
                CallPermit permit = new CallPermit(
                        exchange,
                        subjects,
                        charge,
                        admitted.taken(),
                        spending,
                        ledger,
                        counter,
                        prices.get(),
                        rules,
                        clock);
                yield new Decision.Admitted(permit, admitted.taken().limits(now));
            }
        };
    }

    private static long likelyTokens(ExchangeContext exchange) {
        return exchange.requestBytes() / BYTES_OF_A_TOKEN
                + exchange.maxOutputTokens().orElse(LIKELY_OUTPUT);
    }

    /** The key's own first: of more than an entry of the ledger holds, those that the call names do not count. */
    private static List<String> tags(ExchangeContext exchange, Optional<Holder> holder) {
        List<String> ofKey = holder.map(Holder::tags).orElse(List.of());
        List<String> ofCall = exchange.options().tags();
        return ofCall.isEmpty()
                ? ofKey
                : Stream.concat(ofKey.stream(), ofCall.stream())
                        .distinct()
                        .limit(LedgerEntry.MAX_ITEMS)
                        .toList();
    }

    /** The end user and the tags of a call, as far as something is known of them. */
    private List<Account> besides(ExchangeContext exchange, List<String> tags) {
        List<Account> besides = new ArrayList<>();
        exchange.options()
                .user()
                .flatMap(id -> directory.get(EntityKind.CUSTOMER, id))
                .ifPresent(besides::add);
        tags.forEach(tag -> directory.get(EntityKind.TAG, tag).ifPresent(besides::add));
        return besides;
    }

    private Subject subject(Account account) {
        return account.kind() == EntityKind.CUSTOMER
                ? Holder.subject(new Scope(Scope.Kind.CUSTOMER, account.id()), "customer", account, directory)
                : Holder.subject(new Scope(Scope.Kind.TAG, account.id()), "tag", account, directory);
    }

    private Optional<GatewayError> closed(List<Account> besides) {
        for (Account account : besides) {
            Optional<Account> flawed = Holder.flawed(account, directory);
            if (flawed.isPresent()) {
                return flawed.map(FlawErrors::flawed);
            }
            if (account.kind() == EntityKind.CUSTOMER && account.blocked()) {
                return Optional.of(GatewayError.of(
                        ErrorKind.PERMISSION,
                        "The end user \"" + account.id() + "\" is blocked. Ask the gateway's operator."));
            }
        }
        return Optional.empty();
    }

    private static Decision refused(GatewayError error) {
        return new Decision.Refused(error);
    }
}
