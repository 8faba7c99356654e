package dev.switchboard.accounts.directory;

import dev.switchboard.accounts.pricing.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the budgets that an entity's document has beside its usual one. Their members have two names each: those of
 * {@code budget_limits} and those of {@code model_max_budget}; both are understood in both.
 *
 * @param document whose window and zone hold for budgets that say none
 */
record BudgetFields(LimitFields document, LimitFields.Clock clock) {
    private static final String EXAMPLE = "{\"max_budget\": 5, \"budget_duration\": \"1d\"}";
    private static final Set<String> MEMBERS = Set.of(
            "max_budget", "budget_limit", "budget_duration", "time_period", "soft_budget", "budget_window", "timezone");

    /** The document's usual budget; its period holds for a model's that is a bare number, too. */
    Optional<Period> period() {
        return document.period("budget_duration", clock);
    }

    /** Several at once. */
    List<Budget> several(String name) {
        List<Budget> budgets = new ArrayList<>();
        Documents.get(document.object(), name).ifPresent(list -> {
            if (!list.isArray()) {
                throw document.wrong(name, list, "an array such as [" + EXAMPLE + "]");
            }
            list.forEach(each -> budgets.add(budget(name + "[" + budgets.size() + "]", each)));
        });
        return budgets;
    }

    /** By the name of a model: a budget, or the dollars of one. */
    Map<String, Budget> byModel(String name) {
        Map<String, Budget> budgets = new LinkedHashMap<>();
        Documents.get(document.object(), name).ifPresent(map -> {
            if (!map.isObject()) {
                throw document.wrong(name, map, "an object such as {\"gpt-4o\": " + EXAMPLE + "}");
            }
            map.properties().forEach(each -> {
                Optional<Money> bare = Documents.money(each.getValue());
                budgets.put(
                        each.getKey(),
                        bare.isPresent()
                                ? new Budget(bare, Optional.empty(), period())
                                : budget(name + "." + each.getKey(), each.getValue()));
            });
        });
        return budgets;
    }

    private Budget budget(String place, JsonNode from) {
        if (!from.isObject()) {
            throw document.wrong(place, from, "an object such as " + EXAMPLE);
        }
        LimitFields fields = new LimitFields(from, place + ".");
        fields.only(MEMBERS);
        Optional<Money> most = fields.money(fields.either("max_budget", "budget_limit"));
        if (most.isEmpty()) {
            throw document.wrong(place, from, "max_budget or budget_limit in it, such as " + EXAMPLE);
        }
        return new Budget(
                most,
                fields.money("soft_budget"),
                fields.period(fields.either("budget_duration", "time_period"), fields.clock(clock)));
    }
}
