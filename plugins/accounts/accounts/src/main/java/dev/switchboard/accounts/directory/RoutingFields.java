package dev.switchboard.accounts.directory;

import static dev.switchboard.accounts.directory.Documents.get;
import static dev.switchboard.accounts.directory.Documents.text;
import static dev.switchboard.accounts.directory.Documents.texts;

import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.identity.RoutingOverrides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads from a document how the calls of an account shall be routed otherwise, in LiteLLM's words where it has some. */
public final class RoutingFields {
    /** What may stand in {@code router_settings}. */
    private static final Set<String> SETTINGS =
            Set.of("fallbacks", "default_fallbacks", "num_retries", "timeout", "model_group_alias");

    private static final String ROUTER = "router_settings";
    private static final double MOST_SECONDS = 86_400;
    private static final int MOST_RETRIES = 100;

    private RoutingFields() {}

    /** Reads them. @throws IllegalArgumentException with field, value and expectation */
    public static RoutingOverrides of(JsonNode document) {
        List<String> tags = texts(document, "tags");
        Optional<String> region = text(document, "allowed_model_region");
        Optional<Priority> priority = get(document, "priority").map(RoutingFields::priority);
        Optional<JsonNode> settings = get(document, ROUTER);
        Optional<JsonNode> aliases = get(document, "aliases").or(() -> get(document, "model_aliases"));
        if (tags.isEmpty() && region.isEmpty() && priority.isEmpty() && settings.isEmpty() && aliases.isEmpty()) {
            return RoutingOverrides.NONE;
        }
        RoutingOverrides.Builder overrides =
                RoutingOverrides.builder().tags(tags).region(region).priority(priority);
        settings.ifPresent(router -> settings(overrides, router));
        aliases.ifPresent(map -> aliases(overrides, "aliases", map));
        return overrides.build();
    }

    private static Priority priority(JsonNode value) {
        for (Priority priority : Priority.values()) {
            if (priority.name().toLowerCase(Locale.ROOT).equals(value.asString(""))) {
                return priority;
            }
        }
        throw wrong("priority", value, "low, normal or high");
    }

    private static void settings(RoutingOverrides.Builder overrides, JsonNode router) {
        router.properties().stream()
                .filter(each ->
                        !SETTINGS.contains(each.getKey()) && !each.getValue().isNull())
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException(ROUTER + "." + each.getKey()
                            + ": not to be set for single callers (expected: "
                            + String.join(", ", SETTINGS.stream().sorted().toList()) + ")");
                });
        get(router, "model_group_alias").ifPresent(map -> aliases(overrides, ROUTER + ".model_group_alias", map));
        get(router, "default_fallbacks")
                .ifPresent(list ->
                        overrides.fallbacks(RoutingOverrides.EVERY_MODEL, names(ROUTER + ".default_fallbacks", list)));
        get(router, "fallbacks").ifPresent(list -> fallbacks(overrides, list));
        overrides.retries(get(router, "num_retries").map(RoutingFields::retries));
        overrides.timeout(get(router, "timeout").map(RoutingFields::timeout));
    }

    private static void aliases(RoutingOverrides.Builder overrides, String field, JsonNode map) {
        map.properties().forEach(each -> {
            if (!each.getValue().isString()) {
                throw wrong(field + "." + each.getKey(), each.getValue(), "the name of a model");
            }
            overrides.alias(each.getKey(), each.getValue().stringValue());
        });
    }

    /** A list of objects, as LiteLLM has it: {@code [{"gpt-4o": ["claude"]}]}. */
    private static void fallbacks(RoutingOverrides.Builder overrides, JsonNode list) {
        String field = ROUTER + ".fallbacks";
        if (!list.isArray()) {
            throw wrong(field, list, "an array such as [{\"gpt-4o\": [\"claude\"]}]");
        }
        for (JsonNode entry : list) {
            if (!entry.isObject()) {
                throw wrong(field, entry, "objects such as {\"gpt-4o\": [\"claude\"]}");
            }
            entry.properties()
                    .forEach(each ->
                            overrides.fallbacks(each.getKey(), names(field + "." + each.getKey(), each.getValue())));
        }
    }

    private static List<String> names(String field, JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode each : list) {
            if (each.isString()) {
                names.add(each.stringValue());
            }
        }
        if (!list.isArray() || names.size() != list.size()) {
            throw wrong(field, list, "an array of names of models");
        }
        return names;
    }

    private static int retries(JsonNode number) {
        if (!number.canConvertToInt() || number.intValue() < 0 || number.intValue() > MOST_RETRIES) {
            throw wrong(ROUTER + ".num_retries", number, "a whole number of 0 to " + MOST_RETRIES);
        }
        return number.intValue();
    }

    private static Duration timeout(JsonNode seconds) {
        double value = seconds.isNumber() ? seconds.doubleValue() : 0;
        if (!(value >= 0.001 && value <= MOST_SECONDS)) {
            throw wrong(ROUTER + ".timeout", seconds, "seconds, 0.001 to " + (int) MOST_SECONDS);
        }
        return Duration.ofMillis(Math.round(value * 1000));
    }

    private static IllegalArgumentException wrong(String field, JsonNode value, String expectation) {
        return new IllegalArgumentException(Documents.wrong(field, value, expectation));
    }
}
