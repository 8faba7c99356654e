package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /model_group/info}: what callers can ask for, each name once, with the dearest price and the largest limit of its targets. */
final class ModelGroups {
    private static final List<String> LIMITS = List.of("max_input_tokens", "max_output_tokens");
    private static final List<String> PRICES = List.of("input_cost_per_token", "output_cost_per_token");
    private static final String GROUP = "model_group";

    private final Function<Ask, List<ObjectNode>> targets;

    /** @param targets those that somebody may see, as {@code /model/info} has them */
    ModelGroups(Function<Ask, List<ObjectNode>> targets) {
        this.targets = targets;
    }

    List<ApiRoute> routes() {
        return List.of(new ApiRoute("GET", "/model_group/info", Policy.VIEW_OWN, this::all)
                .reading(GROUP)
                .giving(object(
                        "data",
                        listOf(object(
                                GROUP,
                                TEXT,
                                "providers",
                                listOf(TEXT),
                                "mode",
                                maybe(TEXT),
                                LIMITS.get(0),
                                maybe(WHOLE),
                                LIMITS.get(1),
                                maybe(WHOLE),
                                PRICES.get(0),
                                maybe(NUMBER),
                                PRICES.get(1),
                                maybe(NUMBER))))));
    }

    private JsonNode all(Ask ask) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        targets.apply(ask)
                .forEach(view -> groups.computeIfAbsent(
                                Documents.text(view, "model_name").orElse(""), _ -> new ArrayList<>())
                        .add(view.path("model_info")));
        Optional<String> wanted = ask.query(GROUP);
        ObjectNode reply = Documents.object();
        ArrayNode data = reply.putArray("data");
        groups.forEach((name, infos) -> {
            if (wanted.filter(group -> !group.equals(name)).isEmpty()) {
                data.add(group(name, infos));
            }
        });
        if (wanted.isPresent() && data.isEmpty()) {
            throw Ask.notFound("model", wanted.get());
        }
        return reply;
    }

    private static ObjectNode group(String name, List<JsonNode> infos) {
        ObjectNode group = Documents.object().put(GROUP, name);
        ArrayNode providers = group.putArray("providers");
        infos.stream()
                .flatMap(info -> Documents.text(info, "litellm_provider").stream())
                .distinct()
                .forEach(providers::add);
        group.put(
                "mode",
                infos.stream()
                        .flatMap(info -> Documents.text(info, "mode").stream())
                        .findFirst()
                        .orElse(null));
        LIMITS.forEach(limit -> largest(infos, limit).ifPresent(most -> group.put(limit, most.longValue())));
        PRICES.forEach(price -> largest(infos, price).ifPresent(most -> group.put(price, most)));
        return group;
    }

    private static Optional<BigDecimal> largest(List<JsonNode> infos, String name) {
        return infos.stream()
                .map(info -> info.get(name))
                .filter(Objects::nonNull)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .max(BigDecimal::compareTo);
    }
}
