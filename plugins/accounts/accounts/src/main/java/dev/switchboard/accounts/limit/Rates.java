package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.RateLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rates and slots of everybody who has such limits, in memory. Safe for use by any thread. */
public final class Rates {
    private static final int LONGEST_NAME = 480;

    private final Map<Place, RateMeter> meters = new ConcurrentHashMap<>();
    private final Map<String, LimitMeter> shared = new ConcurrentHashMap<>();
    private final Map<Scope, SlotMeter> slots = new ConcurrentHashMap<>();
    private final Optional<Rounds> rounds;

    /** @param rounds shares limits with other gateways; empty if there are none */
    public Rates(Optional<Rounds> rounds) {
        this.rounds = rounds;
    }

    /** @param model a public name, or empty for all together */
    private record Place(Scope scope, String model, RateClaim.Unit unit) {
        String name() {
            return String.join("/", unit.name().toLowerCase(Locale.ROOT), scope.label(), scope.id(), model);
        }
    }

    /** What a call took. */
    public static final class Taken {
        /** Nothing, because nothing is limited. */
        public static final Taken NOTHING = new Taken(List.of(), Instant.EPOCH);

        private final List<Claim> claims;
        private final Instant at;

        private Taken(List<Claim> claims, Instant at) {
            this.claims = claims;
            this.at = at;
        }

        /** Gives slots back and puts the tokens that were really used in place of those that were thought of. Once. */
        public void settle(long usedTokens, Instant now) {
            for (Claim claim : claims) {
                switch (claim) {
                    case SlotClaim slot -> slot.release();
                    case RateClaim rate when rate.unit() == RateClaim.Unit.TOKENS -> rate.correct(usedTokens, at, now);
                    case RateClaim ignored -> {
                        // a request stays one
                    }
                    case MoneyClaim ignored -> throw new IllegalStateException("a budget is no rate");
                }
            }
        }

        /** What the caller is told: of several limits the one with the least left. */
        public RateLimits limits(Instant now) {
            return claims.isEmpty()
                    ? RateLimits.NONE
                    : new RateLimits(now, tightest(RateClaim.Unit.REQUESTS, now), tightest(RateClaim.Unit.TOKENS, now));
        }

        private Optional<RateLimits.Window> tightest(RateClaim.Unit unit, Instant now) {
            RateLimits.Window tightest = null;
            for (Claim claim : claims) {
                if (claim instanceof RateClaim rate && rate.unit() == unit) {
                    RateLimits.Window window = rate.window(now);
                    tightest = tightest == null || window.remaining() < tightest.remaining() ? window : tightest;
                }
            }
            return Optional.ofNullable(tightest);
        }
    }

    /** Either what was taken, or why nothing was. */
    public sealed interface Outcome {
        /** It was. */
        record Admitted(Taken taken) implements Outcome {}

        /** It was not. */
        record Refused(GatewayError error) implements Outcome {}
    }

    /** Whether subjects have a limit on tokens that counts for a model. */
    public static boolean limitsTokens(List<Subject> subjects, String model) {
        for (Subject subject : subjects) {
            for (Limits limits : subject.limits()) {
                if (limits.tokens().isPresent() || limits.modelTokens().containsKey(model)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Takes a request, some tokens and a slot of every limit that subjects have. If others hold what is left of a limit, waits up
     * to a second for some of it.
     */
    public Outcome take(List<Subject> subjects, String model, long tokensWanted, Instant now) {
        if (rounds.isEmpty()) {
            return tryTake(claims(subjects, model, tokensWanted), now);
        }
        Rounds.Wait wait = rounds.get().new Wait();
        while (true) {
            wait.begin();
            List<Claim> claims = claims(subjects, model, tokensWanted);
            Outcome outcome = tryTake(claims, now);
            List<LimitMeter> needed = askForMore(claims, now);
            if (outcome instanceof Outcome.Admitted || needed.isEmpty()) {
                return outcome;
            }
            if (!wait.again()) {
                needed.forEach(meter -> meter.change(meter::dry));
                return outcome;
            }
        }
    }

    /** Has more of shared limits brought here. Returns those without which the call cannot be let in. */
    private List<LimitMeter> askForMore(List<Claim> claims, Instant now) {
        List<LimitMeter> needed = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim instanceof LimitClaim limited && limited.wantsMore(now)) {
                rounds.orElseThrow().urgent(limited.meter());
                if (limited.meter().ask(limited.meter()::isNeeded)) {
                    needed.add(limited.meter());
                }
            }
        }
        return needed;
    }

    private static Outcome tryTake(List<Claim> claims, Instant now) {
        if (claims.isEmpty()) {
            return new Outcome.Admitted(Taken.NOTHING);
        }
        return Claim.takeAll(claims, now)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Admitted(new Taken(claims, now)));
    }

    private List<Claim> claims(List<Subject> subjects, String model, long tokensWanted) {
        List<Claim> claims = new ArrayList<>();
        for (Subject subject : subjects) {
            for (Metered each : subject.rates(this::metered)) {
                put(claims, each.claim(tokensWanted));
            }
            if (subject.models()) {
                addOfModel(claims, subject, model, tokensWanted);
            }
        }
        return claims;
    }

    private void addOfModel(List<Claim> claims, Subject subject, String model, long tokensWanted) {
        for (Limits limits : subject.limits()) {
            Long requests = limits.modelRequests().get(model);
            if (requests != null) {
                put(
                        claims,
                        metered(subject, model, RateClaim.Unit.REQUESTS, requests)
                                .claim(tokensWanted));
            }
            Long tokens = limits.modelTokens().get(model);
            if (tokens != null) {
                put(
                        claims,
                        metered(subject, model, RateClaim.Unit.TOKENS, tokens).claim(tokensWanted));
            }
        }
    }

    /** A limit, and where it is counted. */
    sealed interface Metered {
        /** What a call wants of it. @param tokens that it may use */
        Claim claim(long tokens);

        /** Of what is counted in a minute. */
        record Rate(RateMeter meter, String name, RateClaim.Unit unit, long limit) implements Metered {
            @Override
            public Claim claim(long tokens) {
                return new RateClaim(meter, name, unit, limit, unit == RateClaim.Unit.TOKENS ? tokens : 1);
            }
        }

        /** Of calls at the same time. */
        record Slots(SlotMeter meter, String name, long limit) implements Metered {
            @Override
            public Claim claim(long tokens) {
                return new SlotClaim(meter, name, limit);
            }
        }
    }

    /** The limits of somebody that count whatever the model. */
    private List<Metered> metered(Subject subject) {
        List<Metered> metered = new ArrayList<>();
        for (Limits limits : subject.limits()) {
            limits.requests().ifPresent(most -> metered.add(metered(subject, "", RateClaim.Unit.REQUESTS, most)));
            limits.tokens().ifPresent(most -> metered.add(metered(subject, "", RateClaim.Unit.TOKENS, most)));
            limits.parallel()
                    .ifPresent(most -> metered.add(new Metered.Slots(slots(subject.scope()), subject.name(), most)));
        }
        return metered;
    }

    private Metered metered(Subject subject, String model, RateClaim.Unit unit, long limit) {
        return new Metered.Rate(
                meter(new Place(subject.scope(), model, unit)),
                model.isEmpty() ? subject.name() : subject.nameFor(model),
                unit,
                limit);
    }

    private RateMeter meter(Place place) {
        RateMeter known = meters.get(place);
        return known == null ? meters.computeIfAbsent(place, this::create) : known;
    }

    private RateMeter create(Place place) {
        String name = place.name();
        return shared(name, new RateMeter(name, shared(name)));
    }

    /** The meter of somebody's calls that are under way. */
    SlotMeter slots(Scope scope) {
        SlotMeter known = slots.get(scope);
        return known == null
                ? slots.computeIfAbsent(scope, each -> {
                    String name = String.join("/", "slots", scope.label(), scope.id());
                    return shared(name, new SlotMeter(name, shared(name)));
                })
                : known;
    }

    /** Who shares a limit; a name that is too long nobody knows elsewhere. */
    private Optional<Rounds> shared(String name) {
        return name.length() > LONGEST_NAME ? Optional.empty() : rounds;
    }

    private <M extends LimitMeter> M shared(String name, M meter) {
        if (shared(name).isPresent()) {
            shared.put(name, meter);
        }
        return meter;
    }

    /** The meter of somebody's requests. */
    RateMeter requestsOf(Scope scope) {
        return meter(new Place(scope, "", RateClaim.Unit.REQUESTS));
    }

    /** Those that are shared. */
    Collection<LimitMeter> shared() {
        return shared.values();
    }

    /** One that is shared. */
    Optional<LimitMeter> find(String name) {
        return Optional.ofNullable(shared.get(name));
    }

    /** Of several limits on the same thing the smallest counts. */
    private static void put(List<Claim> claims, Claim claim) {
        Claim.add(claims, claim, Claim::smaller);
    }
}
