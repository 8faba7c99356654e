package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
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
    private static final String DAY = "a day such as 2026-12-01, or a time such as 2026-12-01T08:00:00Z";

    /** Copies the collections. */
    public Limits {
        modelRequests = Map.copyOf(modelRequests);
        modelTokens = Map.copyOf(modelTokens);
        budgets = List.copyOf(budgets);
        modelBudgets = Map.copyOf(modelBudgets);
    }

    /** Whether money is limited, whatever the model. */
    public boolean hasBudget() {
        for (Budget budget : budgets) {
            if (budget.most().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads them.
     *
     * @param zone whose calendar counts where the document names none
     * @throws IllegalArgumentException with place, value and expectation for what cannot be understood
     */
    public static Limits of(JsonNode document, ZoneId zone) {
        LimitFields fields = new LimitFields(document, "");
        BudgetFields more = new BudgetFields(fields, fields.clock(new LimitFields.Clock(false, zone)));
        List<Budget> budgets = new ArrayList<>();
        Optional<Money> most = fields.money("max_budget");
        Optional<Money> soft = fields.money("soft_budget");
        Optional<Period> period = more.period();
        Optional<Budget.Increase> increase = increase(fields, zone);
        if (most.isPresent() || soft.isPresent()) {
            budgets.add(new Budget(most, soft, period, increase));
        }
        budgets.addAll(more.several("budget_limits"));
        return new Limits(
                fields.count("rpm_limit"),
                fields.count("tpm_limit"),
                fields.count("max_parallel_requests"),
                fields.counts("model_rpm_limit"),
                fields.counts("model_tpm_limit"),
                budgets,
                more.byModel("model_max_budget"),
                fields.text("budget_id", "the id of a budget"));
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

    /** More for a time: both how much and until when, a day or a time. */
    private static Optional<Budget.Increase> increase(LimitFields fields, ZoneId zone) {
        Optional<Money> amount = fields.money(INCREASE);
        Optional<String> expiry = fields.text(EXPIRY, DAY);
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
            throw new IllegalArgumentException(EXPIRY + ": \"" + text + "\" (expected: " + DAY + ")", e);
        }
    }
}
