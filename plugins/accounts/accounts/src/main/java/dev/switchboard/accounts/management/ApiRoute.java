package dev.switchboard.accounts.management;

import dev.switchboard.accounts.store.row.EntityKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One call of the management API. There is none without a policy.
 *
 * @param method in upper case
 * @param path   as a template
 * @param policy who may call it at all
 * @param answer makes the reply's body
 * @param reads  the query parameters that it looks at
 * @param sets   whose fields its body sets; empty for a body of its own, or none
 * @param gives  what the reply holds; empty until it is said, which the document's test wants of all
 */
record ApiRoute(
        String method,
        String path,
        Policy policy,
        Function<Ask, JsonNode> answer,
        List<String> reads,
        Optional<EntityKind> sets,
        Optional<Shape> gives) {
    /** A route that looks at no query, and whose body, if any, is its own. */
    ApiRoute(String method, String path, Policy policy, Function<Ask, JsonNode> answer) {
        this(method, path, policy, answer, List.of(), Optional.empty(), Optional.empty());
    }

    /** The same route, looking at query parameters. */
    ApiRoute reading(String... names) {
        return new ApiRoute(method, path, policy, answer, List.of(names), sets, gives);
    }

    /** The same route, with a body that sets fields of an entity. */
    ApiRoute setting(EntityKind kind) {
        return new ApiRoute(method, path, policy, answer, reads, Optional.of(kind), gives);
    }

    /** The same route, with what its reply holds. */
    ApiRoute giving(Shape shape) {
        return new ApiRoute(method, path, policy, answer, reads, sets, Optional.of(shape));
    }

    /** Answers; where assertions are on, only with what is told. */
    JsonNode reply(Ask ask) {
        JsonNode reply = answer.apply(ask);
        assert mismatches(reply).isEmpty() : method + " " + path + " replies otherwise: " + mismatches(reply);
        return reply;
    }

    private List<String> mismatches(JsonNode reply) {
        return gives.map(shape -> shape.mismatches(reply)).orElse(List.of());
    }
}
