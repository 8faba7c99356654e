package dev.switchboard.accounts.management;

import dev.switchboard.accounts.store.row.EntityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reply holds. The document of the API tells it in the words of JSON Schema, and where assertions are on each reply is held
 * to it, so that no test gets one that the document does not tell.
 */
sealed interface Shape {
    Shape TEXT = new Plain("string");
    Shape WHOLE = new Plain("integer");
    Shape NUMBER = new Plain("number");
    Shape FLAG = new Plain("boolean");
    /** An object whose members the caller or the provider chose. */
    Shape FREE = new Plain("object");
    /** Whatever JSON there is. */
    Shape ANY = new Plain("");

    /** A value of a type of JSON Schema; empty for any. */
    record Plain(String type) implements Shape {}

    /** An array. */
    record Items(Shape item) implements Shape {}

    /** An object with names that depend on what there is. */
    record Each(Shape value) implements Shape {}

    /** An object with members that are known; a member with a {@link Maybe} may be missing or null. */
    record Members(Map<String, Shape> members) implements Shape {}

    /** A member that may be missing or null. */
    record Maybe(Shape shape) implements Shape {}

    /** An entity as {@link Views} shows it, with members beside that only this reply has. */
    record Entity(EntityKind kind, Map<String, Shape> beside) implements Shape {}

    /** One of two. */
    record Either(Shape one, Shape other) implements Shape {}

    /** An array of that. */
    static Shape listOf(Shape item) {
        return new Items(item);
    }

    /** A member that may be missing or null. */
    static Shape maybe(Shape shape) {
        return new Maybe(shape);
    }

    /** An object. @param namesAndShapes name, shape, name, shape, ... */
    static Shape object(Object... namesAndShapes) {
        return new Members(members(namesAndShapes));
    }

    /** An entity. @param namesAndShapes of members beside those that it always has */
    static Shape entity(EntityKind kind, Object... namesAndShapes) {
        return new Entity(kind, members(namesAndShapes));
    }

    /** An entity that was made or changed, and the fields of the request that had no effect. */
    static Shape changed(EntityKind kind, Object... namesAndShapes) {
        Map<String, Shape> members = members(namesAndShapes);
        members.put(Fields.IGNORED, maybe(listOf(TEXT)));
        return new Entity(kind, members);
    }

    private static Map<String, Shape> members(Object... namesAndShapes) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            members.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return members;
    }

    /**
     * Says it in the words of JSON Schema.
     *
     * @param entities writes a reference to an entity's schema
     */
    default void describe(ObjectNode into, BiConsumer<ObjectNode, EntityKind> entities) {
        switch (this) {
            case Plain plain -> {
                if (!plain.type().isEmpty()) {
                    into.put("type", plain.type());
                }
            }
            case Items items -> {
                into.put("type", "array");
                items.item().describe(into.putObject("items"), entities);
            }
            case Each each -> {
                into.put("type", "object");
                each.value().describe(into.putObject("additionalProperties"), entities);
            }
            case Members known -> describe(known.members(), into, entities);
            case Maybe maybe -> {
                var choices = into.putArray("anyOf");
                maybe.shape().describe(choices.addObject(), entities);
                choices.addObject().put("type", "null");
            }
            case Either either -> {
                var choices = into.putArray("anyOf");
                either.one().describe(choices.addObject(), entities);
                either.other().describe(choices.addObject(), entities);
            }
            case Entity entity -> {
                if (entity.beside().isEmpty()) {
                    entities.accept(into, entity.kind());
                } else {
                    var all = into.putArray("allOf");
                    entities.accept(all.addObject(), entity.kind());
                    describe(entity.beside(), all.addObject(), entities);
                }
            }
        }
    }

    private static void describe(
            Map<String, Shape> members, ObjectNode into, BiConsumer<ObjectNode, EntityKind> entities) {
        into.put("type", "object");
        ObjectNode properties = into.putObject("properties");
        members.forEach((name, shape) -> shape.describe(properties.putObject(name), entities));
        List<String> required = members.entrySet().stream()
                .filter(each -> !(each.getValue() instanceof Maybe))
                .map(Map.Entry::getKey)
                .toList();
        if (!required.isEmpty()) {
            var names = into.putArray("required");
            required.forEach(names::add);
        }
    }

    /** What of a value is not of this shape, each with its place; empty if all is. */
    default List<String> mismatches(JsonNode value) {
        List<String> found = new ArrayList<>();
        match("$", value, found);
        return found;
    }

    private void match(String place, JsonNode value, List<String> found) {
        switch (this) {
            case Plain plain -> {
                if (!isOf(plain.type(), value)) {
                    found.add(place + ": " + value.getNodeType() + " (expected: " + plain.type() + ")");
                }
            }
            case Items items -> {
                if (value.isArray()) {
                    value.forEach(item -> items.item().match(place + "[]", item, found));
                } else {
                    found.add(place + ": no array");
                }
            }
            case Each each ->
                value.properties()
                        .forEach(member -> each.value().match(place + "." + member.getKey(), member.getValue(), found));
            case Members known -> match(known.members(), place, value, found);
            case Maybe maybe -> {
                if (!value.isNull()) {
                    maybe.shape().match(place, value, found);
                }
            }
            case Either either -> {
                List<String> ofOne = either.one().mismatches(value);
                if (!ofOne.isEmpty() && !either.other().mismatches(value).isEmpty()) {
                    ofOne.forEach(each -> found.add(place + each.substring(1)));
                }
            }
            case Entity entity -> {
                Map<String, Shape> all = new LinkedHashMap<>(Views.shape(entity.kind()));
                all.putAll(entity.beside());
                match(all, place, value, found);
            }
        }
    }

    private static void match(Map<String, Shape> members, String place, JsonNode value, List<String> found) {
        members.forEach((name, shape) -> {
            JsonNode member = value.get(name);
            if (member != null) {
                shape.match(place + "." + name, member, found);
            } else if (!(shape instanceof Maybe)) {
                found.add(place + "." + name + ": missing");
            }
        });
        value.propertyNames().stream()
                .filter(name -> !members.containsKey(name))
                .forEach(name -> found.add(place + "." + name + ": not told"));
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            default -> true;
        };
    }
}
