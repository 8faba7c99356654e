package dev.switchboard.pipeline.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.RetryBudget;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where calls go, when they wait and when they end; time stands still unless a test moves it. */
class RouteTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestingExchange exchange = TestingExchange.chat("m");
    private long now;
    private final LiveState live = new LiveState(() -> now, new SplittableRandom(1));
    private final List<Model> models = new ArrayList<>();

    private RoutedTarget target(String name, Traits traits) {
        return TestingParts.target(name, "m", traits, live);
    }

    private static Traits order(int order) {
        return new Traits(
                order, List.of(), Optional.empty(), OptionalLong.empty(), TargetLimits.NONE, Optional.empty());
    }

    private static Traits tags(String... tags) {
        return new Traits(
                0, List.of(tags), Optional.empty(), OptionalLong.empty(), TargetLimits.NONE, Optional.empty());
    }

    private static Traits window(long tokens) {
        return new Traits(0, List.of(), Optional.empty(), OptionalLong.of(tokens), TargetLimits.NONE, Optional.empty());
    }

    private static Traits limits(TargetLimits limits) {
        return new Traits(0, List.of(), Optional.empty(), OptionalLong.empty(), limits, Optional.empty());
    }

    private void model(String name, Fallbacks fallbacks, RoutedTarget... targets) {
        RoutingRules rules = RoutingRules.DEFAULT;
        models.add(new Model(
                name,
                List.of(targets),
                Optional.empty(),
                Instant.EPOCH,
                new Model.Plan(
                        rules,
                        fallbacks,
                        new RetryBudget(rules.budget(), 10),
                        Optional.empty(),
                        AffinityMode.SESSION,
                        Optional.empty(),
                        List.of())));
    }

    private Route route(String model, Demand demand) {
        ModelTable table = new ModelTable(models, Map.of());
        return new Route(table, table.resolve(model).orElseThrow(), demand, exchange, live, now + 60 * SECOND);
    }

    private static GatewayError error(ErrorKind kind) {
        return GatewayError.builder(kind, "told").fromUpstream().build();
    }

    /** Lets attempts fail one after the other; {@code *} stands for all that are left. Says what happened. */
    private List<String> run(Route route, ErrorKind... kinds) {
        List<String> steps = new ArrayList<>();
        while (true) {
            switch (route.next(now)) {
                case Step.Wait wait -> {
                    steps.add("wait");
                    now += wait.duration().toNanos();
                }
                case Step.End end -> {
                    steps.add(end.error().kind() + " " + end.error().code().orElse(""));
                    return steps;
                }
                case Step.Go go -> {
                    steps.add(go.target().provider());
                    int attempt = (int)
                            steps.stream().filter(step -> !step.equals("wait")).count();
                    if (attempt > kinds.length) {
                        go.passage().end(Optional.empty(), Usage.none(), now);
                        route.answered(go.routed());
                        return steps;
                    }
                    GatewayError error = error(kinds[attempt - 1]);
                    go.passage().end(Optional.of(error), Usage.none(), now);
                    route.failed(error);
                }
            }
        }
    }

    @Test
    void aLoneTargetIsAskedAgainAfterAWait() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE));
        assertEquals(
                List.of("a", "wait", "a", "wait", "a"),
                run(route("m", Demand.NONE), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM));
        assertTrue(now > SECOND / 2 && now < 2 * SECOND, "waited " + now);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INVALID_REQUEST", "AUTHENTICATION", "PERMISSION", "NOT_FOUND", "CONTEXT_WINDOW", "CONTENT_POLICY"
            })
    void whatCannotHealIsNotTriedAgain(ErrorKind kind) {
        model(
                "m",
                new Fallbacks(List.of("n"), List.of(), List.of()),
                target("a", Traits.NONE),
                target("b", Traits.NONE));
        model("n", Fallbacks.NONE, target("c", Traits.NONE));
        assertEquals(List.of("a", kind + " "), run(route("m", Demand.NONE), kind));
        assertTrue(models.getFirst().targets().getFirst().state().isHealthy(now));
    }

    @Test
    void anotherAccountMayHaveQuotaLeft() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", Traits.NONE));
        assertEquals(List.of("a", "b"), run(route("m", Demand.NONE), ErrorKind.QUOTA));
    }

    @Test
    void aLowerOrderGoesFirstAndAHigherOneHelpsOut() {
        model("m", Fallbacks.NONE, target("late", order(2)), target("first", order(1)), target("last", order(3)));
        assertEquals(
                List.of("first", "late", "last"), run(route("m", Demand.NONE), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM));
        assertEquals(List.of("last"), run(route("m", Demand.NONE)), "the others cool down");
        now += 6 * SECOND;
        assertEquals(List.of("first"), run(route("m", Demand.NONE)), "it is tried again");
    }

    @Test
    void whenAllCoolDownTheErrorIsHonestAndSaysWhenToComeBack() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", Traits.NONE));
        run(route("m", Demand.NONE), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM);
        Step.End end = assertInstanceOf(Step.End.class, route("m", Demand.NONE).next(now));
        assertEquals(ErrorKind.OVERLOADED, end.error().kind());
        assertEquals(5, end.error().retryAfter().orElseThrow().toSeconds(), 1);
        now += end.error().retryAfter().orElseThrow().toNanos();
        assertInstanceOf(Step.Go.class, route("m", Demand.NONE).next(now));
    }

    @Test
    void oneThrottledModelOfAPatternDoesNotStopTheOthers() {
        models.add(new Model(
                "*", List.of(TestingParts.target("p", "*", Traits.NONE, live)), Optional.empty(), Instant.EPOCH));
        Route route = route("one", retries(0));
        Step.Go go = assertInstanceOf(Step.Go.class, route.next(now));
        GatewayError throttled = GatewayError.builder(ErrorKind.RATE_LIMIT, "told")
                .retryAfter(Duration.ofMinutes(5))
                .fromUpstream()
                .build();
        go.passage().end(Optional.of(throttled), Usage.none(), now);
        assertEquals(List.of("p"), run(route("other", Demand.NONE)));
    }

    @Test
    void aLoneDeadTargetIsNotAskedByEveryCall() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE));
        int asked = 0;
        for (int call = 0; call < 11; call++) {
            asked += (int)
                    run(route("m", Demand.NONE), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM, ErrorKind.UPSTREAM).stream()
                            .filter("a"::equals)
                            .count();
        }
        assertEquals(5, asked);
    }

    @Test
    void limitsLeadElsewhereAndThenToATooManyRequests() {
        TargetLimits one = new TargetLimits(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty());
        model("m", Fallbacks.NONE, target("a", limits(one)), target("b", limits(one)));
        assertEquals(List.of("a"), run(route("m", Demand.NONE)));
        assertEquals(List.of("b"), run(route("m", Demand.NONE)));
        assertEquals(List.of("RATE_LIMIT model_busy"), run(route("m", Demand.NONE)));
    }

    @Test
    void fallbacksFollowEachOtherAndNoModelComesTwice() {
        model("m", new Fallbacks(List.of("n", "o"), List.of(), List.of()), target("a", Traits.NONE));
        model("n", new Fallbacks(List.of("m", "p"), List.of(), List.of()), target("b", Traits.NONE));
        model("o", Fallbacks.NONE, target("c", Traits.NONE));
        model("p", Fallbacks.NONE, target("d", Traits.NONE));
        ErrorKind[] many = new ErrorKind[4];
        Arrays.fill(many, ErrorKind.UPSTREAM);
        assertEquals(
                List.of("a", "b", "d", "wait", "d"),
                run(route("m", Demand.NONE), many).subList(0, 5));
        Route again = route("m", Demand.NONE);
        run(again);
        assertEquals(2, again.fallbacks(), "those that cool down are left out");
    }

    @Test
    void theCallingProgramDecidesWhereNoTagDoes() {
        Traits forAgents = new Traits(
                0,
                List.of("paid"),
                Optional.empty(),
                OptionalLong.empty(),
                TargetLimits.NONE,
                Optional.empty(),
                List.of(Pattern.compile("^agent/")),
                false);
        model("m", Fallbacks.NONE, target("a", forAgents), target("b", Traits.NONE), target("c", tags("free")));
        assertEquals(List.of("a"), run(route("m", program("agent/2", List.of()))));
        assertEquals(List.of("b"), run(route("m", program("browser", List.of()))));
        assertEquals(List.of("c"), run(route("m", program("agent/2", List.of("free")))));
    }

    private static Demand program(String userAgent, List<String> tags) {
        return new Demand(
                0,
                tags,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Priority.NORMAL,
                Ties.NONE,
                Optional.of(userAgent));
    }

    @Test
    void aCallGoesOnToNoMoreModelsThanTheOperatorAllows() {
        model("m", new Fallbacks(List.of("n", "o"), List.of(), List.of(), 1), target("a", Traits.NONE));
        model("n", Fallbacks.NONE, target("b", Traits.NONE));
        model("o", Fallbacks.NONE, target("c", Traits.NONE));
        ErrorKind[] many = new ErrorKind[8];
        Arrays.fill(many, ErrorKind.UPSTREAM);
        List<String> steps = run(route("m", Demand.NONE), many);
        assertTrue(steps.contains("b") && !steps.contains("c"), steps::toString);
    }

    @Test
    void theCallersOwnFallbacksComeFirst() {
        model("m", new Fallbacks(List.of("n"), List.of(), List.of()), target("a", Traits.NONE));
        model("n", Fallbacks.NONE, target("b", Traits.NONE));
        model("o", Fallbacks.NONE, target("c", Traits.NONE));
        Demand demand =
                new Demand(0, List.of(), Optional.empty(), List.of("o"), Optional.empty(), Priority.NORMAL, Ties.NONE);
        assertEquals(List.of("a", "c"), run(route("m", demand), ErrorKind.UPSTREAM));
    }

    @Test
    void aLongRequestGoesWhereItFits() {
        Fallbacks larger = new Fallbacks(List.of(), List.of("large"), List.of());
        model("m", larger, target("small", window(100)), target("medium", window(1_000)));
        model("large", Fallbacks.NONE, target("c", Traits.NONE));
        assertEquals(List.of("small"), run(route("m", length(100))));
        assertEquals(List.of("medium"), run(route("m", length(101))));
        assertEquals(List.of("c"), run(route("m", length(1_001))));
        assertEquals(List.of("small", "c"), run(route("m", length(1)), ErrorKind.CONTEXT_WINDOW));
    }

    @Test
    void anEstimateAloneRefusesNothing() {
        model("m", Fallbacks.NONE, target("small", window(100)));
        assertEquals(List.of("small"), run(route("m", length(1_000))));
    }

    private static Demand length(long tokens) {
        return Demand.of(tokens, List.of());
    }

    @Test
    void refusedContentGoesToAnotherPolicy() {
        model("m", new Fallbacks(List.of("n"), List.of(), List.of("o")), target("a", Traits.NONE));
        model("n", Fallbacks.NONE, target("b", Traits.NONE));
        model("o", Fallbacks.NONE, target("c", Traits.NONE));
        assertEquals(List.of("a", "c"), run(route("m", Demand.NONE), ErrorKind.CONTENT_POLICY));
        assertEquals(
                List.of("a", "c", "INVALID_REQUEST "),
                run(route("m", Demand.NONE), ErrorKind.CONTENT_POLICY, ErrorKind.INVALID_REQUEST));
    }

    @Test
    void tagsChooseTargets() {
        model(
                "m",
                Fallbacks.NONE,
                target("paid", tags("paid", "eu")),
                target("free", tags("free")),
                target("any", Traits.NONE));
        assertEquals(List.of("paid"), run(route("m", tagged("paid"))));
        assertEquals(List.of("any"), run(route("m", tagged("team-a"))));
        assertEquals(List.of("any"), run(route("m", Demand.NONE)));
        models.clear();
        model("m", Fallbacks.NONE, target("paid", tags("paid")), target("free", tags("free")));
        GatewayException nowhere = assertThrows(GatewayException.class, () -> route("m", tagged("gold")));
        assertTrue(nowhere.getMessage().contains("gold"), nowhere::getMessage);
    }

    private static Demand tagged(String tag) {
        return Demand.of(0, List.of(tag));
    }

    @Test
    void noFurtherAttemptOnceTheBudgetIsSpent() {
        RoutingRules rules = new RoutingRules(
                2,
                Map.of(),
                new RoutingRules.BackOff(Duration.ofMillis(1), Duration.ofMillis(1)),
                0,
                Circuit.Rules.NEVER);
        models.add(new Model(
                "m",
                List.of(target("a", Traits.NONE), target("b", Traits.NONE)),
                Optional.empty(),
                Instant.EPOCH,
                new Model.Plan(
                        rules,
                        Fallbacks.NONE,
                        new RetryBudget(0, 1),
                        Optional.empty(),
                        AffinityMode.SESSION,
                        Optional.empty(),
                        List.of())));
        assertEquals(
                2,
                run(route("m", Demand.NONE), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM).stream()
                        .filter(step -> step.length() == 1)
                        .count());
        Route next = route("m", Demand.NONE);
        assertEquals(List.of("a", "UPSTREAM "), run(next, ErrorKind.UPSTREAM));
        assertFalse(next.mayGoOn());
    }

    @Test
    void theRetriesOfAKindOfFailureAreBounded() {
        RoutingRules rules = new RoutingRules(
                5, Map.of(ErrorKind.UPSTREAM_TIMEOUT, 0), RoutingRules.DEFAULT.backOff(), 1, Circuit.Rules.NEVER);
        models.add(new Model(
                "m",
                List.of(target("a", Traits.NONE), target("b", Traits.NONE)),
                Optional.empty(),
                Instant.EPOCH,
                Model.Plan.of(rules)));
        assertEquals(List.of("a", "UPSTREAM_TIMEOUT "), run(route("m", Demand.NONE), ErrorKind.UPSTREAM_TIMEOUT));
        assertEquals(
                List.of("a", "b", "UPSTREAM_TIMEOUT "),
                run(route("m", Demand.NONE), ErrorKind.UPSTREAM, ErrorKind.UPSTREAM_TIMEOUT));
    }

    @Test
    void aCallerMayAskForFewerAttemptsButNotForMore() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", Traits.NONE), target("c", Traits.NONE));
        ErrorKind[] many = {ErrorKind.UPSTREAM, ErrorKind.UPSTREAM, ErrorKind.UPSTREAM, ErrorKind.UPSTREAM};
        assertEquals(List.of("a", "UPSTREAM "), run(route("m", retries(0)), many));
        now += 10 * SECOND;
        assertEquals(List.of("a", "b", "c", "UPSTREAM "), run(route("m", retries(9)), many));
    }

    private static Demand retries(int retries) {
        return new Demand(0, List.of(), Optional.empty(), List.of(), Optional.of(retries), Priority.NORMAL, Ties.NONE);
    }

    @Test
    void aProbeIsHedgedWithATargetThatWorks() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", order(1)));
        run(route("m", Demand.NONE), ErrorKind.UPSTREAM);
        now += 10 * SECOND;
        Route route = route("m", Demand.NONE);
        Step.Go probe = assertInstanceOf(Step.Go.class, route.next(now));
        assertEquals("a", probe.target().provider());
        assertEquals(Optional.of(Duration.ofMillis(200)), route.hedgeDelay(probe));
        assertEquals("b", route.hedge(now).orElseThrow().target().provider());
        assertEquals(Optional.empty(), route.hedge(now));
    }

    @Test
    void usualCallsAreHedgedOnlyWhereTheOperatorSaysSo() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", Traits.NONE));
        Route route = route("m", Demand.NONE);
        assertEquals(Optional.empty(), route.hedgeDelay(assertInstanceOf(Step.Go.class, route.next(now))));
    }

    private Demand tied(OptionalLong conversation, OptionalLong prefix) {
        return new Demand(
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Priority.NORMAL,
                new Ties(conversation, prefix));
    }

    @Test
    void aConversationGoesBackToTheTargetThatAnswered() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", order(1)));
        Demand demand = tied(OptionalLong.of(42), OptionalLong.empty());
        assertEquals(List.of("a", "b"), run(route("m", demand), ErrorKind.UPSTREAM));
        now += 100 * SECOND;
        assertEquals(List.of("b"), run(route("m", demand)), "whoever signed its reasoning");
        assertEquals(List.of("a"), run(route("m", tied(OptionalLong.of(43), OptionalLong.empty()))));
        assertEquals(List.of("b", "a"), run(route("m", demand), ErrorKind.UPSTREAM));
        assertEquals(List.of("a"), run(route("m", demand)), "it has moved");
    }

    @Test
    void requestsThatBeginAlikeGoToOneTargetAndOthersSpread() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", Traits.NONE), target("c", Traits.NONE));
        Map<String, Integer> counts = new HashMap<>();
        for (long prefix = 0; prefix < 3_000; prefix++) {
            Demand demand = tied(OptionalLong.empty(), OptionalLong.of(prefix));
            List<String> first = run(route("m", demand));
            assertEquals(first, run(route("m", demand)));
            counts.merge(first.getFirst(), 1, Integer::sum);
        }
        counts.forEach((name, count) -> assertEquals(1_000, count, 150, counts::toString));
    }

    @Test
    void oneTargetDoesNotDrownInRequestsThatBeginAlike() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE), target("b", Traits.NONE), target("c", Traits.NONE));
        Demand alike = tied(OptionalLong.empty(), OptionalLong.of(7));
        for (int i = 0; i < 30; i++) {
            assertInstanceOf(Step.Go.class, route("m", alike).next(now));
        }
        models.getFirst()
                .targets()
                .forEach(target ->
                        assertTrue(target.inFlight() <= 13, target + " has " + target.inFlight() + " of 30 calls"));
    }

    @Test
    void whatMattersLessLeavesPlacesFree() {
        TargetLimits ten = new TargetLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(10));
        model("m", Fallbacks.NONE, target("a", limits(ten)));
        assertEquals(List.of(7, 2, 1), List.of(fill(Priority.LOW), fill(Priority.NORMAL), fill(Priority.HIGH)));
    }

    private int fill(Priority priority) {
        Demand demand = new Demand(0, List.of(), Optional.empty(), List.of(), Optional.empty(), priority, Ties.NONE);
        int begun = 0;
        while (route("m", demand).next(now) instanceof Step.Go) {
            begun++;
        }
        return begun;
    }

    @Test
    void aWaitThatWouldOutlastTheCallIsNotBegun() {
        model("m", Fallbacks.NONE, target("a", Traits.NONE));
        ModelTable table = new ModelTable(models, Map.of());
        Route hurried = new Route(table, table.resolve("m").orElseThrow(), Demand.NONE, exchange, live, now + 1_000);
        assertEquals(List.of("a", "UPSTREAM "), run(hurried, ErrorKind.UPSTREAM));
    }
}
