package dev.switchboard.accounts.directory;

import static dev.switchboard.accounts.directory.Documents.count;
import static dev.switchboard.accounts.directory.Documents.counts;
import static dev.switchboard.accounts.directory.Documents.get;
import static dev.switchboard.accounts.directory.Documents.money;
import static dev.switchboard.accounts.directory.Documents.text;

import dev.switchboard.accounts.pricing.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What an entity's document says of rates and money.
 *
 * @param requests per minute
 * @param tokens   per minute
 * @param parallel calls at the same time
 * @param modelRequests per minute, by public model name
 * @param modelTokens   per minute, by public model name
 * @param budgets  all of which must have room
 * @param modelBudgets the budgets of single models, by public model name
 * @param budgetId another entity whose limits count too
 */
public record Limits(
        OptionalLong requests,
        OptionalLong tokens,
        OptionalLong parallel,
        Map<String, Long> modelRequests,
        Map<String, Long> modelTokens,
        List<Budget> budgets,
        Map<String, Budget> modelBudgets,
        Optional<String> budgetId) {
    /** No limits. */
    public static final Limits NONE = new Limits(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Optional.empty());

    private static final String INCREASE = "temp_budget_increase";
    private static final String EXPIRY = "temp_budget_expiry";

    /** Copies the collections. */
    public Limits {
        modelRequests = Map.copyOf(modelRequests);
        modelTokens = Map.copyOf(modelTokens);
        budgets = List.copyOf(budgets);
        modelBudgets = Map.copyOf(modelBudgets);
    }

    /**
     * Reads them.
     *
     * @param zone whose calendar counts where the document names none
     * @throws IllegalArgumentException with the field's name if a period or a zone cannot be read
     */
    public static Limits of(JsonNode document, ZoneId zone) {
        List<Budget> budgets = new ArrayList<>();
        if (money(document, "max_budget").isPresent()
                || money(document, "soft_budget").isPresent()) {
            Budget usual = budget(document, "max_budget", "budget_duration", zone);
            budgets.add(new Budget(usual.most(), usual.soft(), usual.period(), increase(document, zone)));
        }
        get(document, "budget_limits")
                .ifPresent(
                        list -> list.forEach(each -> budgets.add(budget(each, "max_budget", "budget_duration", zone))));
        Map<String, Budget> models = new LinkedHashMap<>();
        get(document, "model_max_budget")
                .ifPresent(map -> map.properties()
                        .forEach(each -> models.put(
                                each.getKey(),
                                each.getValue().has("budget_limit")
                                        ? budget(each.getValue(), "budget_limit", "time_period", zone)
                                        : budget(each.getValue(), "max_budget", "budget_duration", zone))));
        return new Limits(
                count(document, "rpm_limit"),
                count(document, "tpm_limit"),
                count(document, "max_parallel_requests"),
                counts(document, "model_rpm_limit"),
                counts(document, "model_tpm_limit"),
                budgets,
                models,
                text(document, "budget_id"));
    }

    /** A budget for ever, and nothing else. */
    static Limits ofBudget(Optional<Money> most) {
        return most.isEmpty()
                ? NONE
                : new Limits(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Map.of(),
                        Map.of(),
                        List.of(new Budget(most, Optional.empty(), Optional.empty())),
                        Map.of(),
                        Optional.empty());
    }

    private static Budget budget(JsonNode from, String most, String duration, ZoneId zone) {
        boolean rolling = text(from, "budget_window").filter("rolling"::equals).isPresent();
        ZoneId clock = text(from, "timezone").map(Limits::zone).orElse(zone);
        return new Budget(
                money(from, most),
                money(from, "soft_budget"),
                text(from, duration).map(text -> {
                    try {
                        return Period.parse(text, rolling, clock);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(duration + ": " + e.getMessage(), e);
                    }
                }));
    }

    /** More for a time: both how much and until when, a day or a time. */
    private static Optional<Budget.Increase> increase(JsonNode document, ZoneId zone) {
        Optional<Money> amount = money(document, INCREASE);
        Optional<String> expiry = text(document, EXPIRY);
        if (amount.isPresent() != expiry.isPresent()) {
            throw new IllegalArgumentException((amount.isPresent() ? EXPIRY : INCREASE) + ": missing (expected: both "
                    + INCREASE + " and " + EXPIRY + ", or neither)");
        }
        return amount.map(more -> new Budget.Increase(more, end(expiry.orElseThrow(), zone)));
    }

    private static Instant end(String text, ZoneId zone) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    EXPIRY + ": \"" + text + "\" (expected: a day such as 2026-12-01, or a time such as"
                            + " 2026-12-01T08:00:00Z)",
                    e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timezone: \"" + name + "\" (expected: a name such as Europe/Berlin)", e);
        }
    }
}
