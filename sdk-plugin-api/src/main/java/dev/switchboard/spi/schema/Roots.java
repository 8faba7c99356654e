package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The outermost schema, for providers that want one of an object there. */
final class Roots {
    private static final int LONGEST_CHAIN = 8;

    private Roots() {}

    /** The schema with what it refers to in the place of the reference, if it is one of an object. */
    static JsonValue object(JsonValue root, References references, String place) {
        JsonValue object = root;
        for (int i = 0; i < LONGEST_CHAIN && object.string("$ref").isPresent(); i++) {
            object = resolved(object, references, place);
        }
        if (!Types.named(object.get("type")).equals(Set.of(Types.OBJECT))) {
            throw Refusal.because(place + ".type", "needs 'object' here: the answer as a whole must be one");
        }
        return object;
    }

    private static JsonValue resolved(JsonValue schema, References references, String place) {
        Map<String, JsonText> members = new LinkedHashMap<>(schema.without(Set.of("$ref")));
        boolean bare = members.keySet().stream().noneMatch(Keywords::isConstraint);
        JsonValue target = schema.string("$ref")
                .flatMap(references::target)
                .filter(_ -> bare)
                .orElseThrow(() -> Refusal.because(
                        place + ".$ref", "takes a reference here only to what stands in '$defs', and alone"));
        target.members().forEach((name, value) -> members.put(name, value.text()));
        return JsonValue.of(new JsonWriter().object().raw(members).endObject().text());
    }
}
