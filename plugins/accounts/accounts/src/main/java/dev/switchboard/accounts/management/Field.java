package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Period;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One field of an entity that a request may set. */
record Field(String name, Type type, boolean everybody) {
    /** What a value must be. */
    enum Type {
        TEXT("a string of at most " + MAX_TEXT + " characters"),
        ID(Ids.EXPECTED),
        ALIAS(Ids.ALIAS_EXPECTED),
        COUNT("a whole number of 0 or more"),
        MONEY("an amount of dollars, 0 or more"),
        FLAG("true or false"),
        TEXTS("an array of strings"),
        OBJECT("an object"),
        OBJECTS("an array of objects"),
        DURATION("a length of time such as 30s, 30m, 24h, 7d or 1mo");

        private final String expected;

        Type(String expected) {
            this.expected = expected;
        }

        /** Says it in the words of JSON Schema. */
        void describe(ObjectNode schema) {
            schema.putArray("type").add(json()).add("null");
            schema.put("description", expected);
            switch (this) {
                case COUNT, MONEY -> schema.put("minimum", 0);
                case TEXTS -> schema.putObject("items").put("type", "string");
                case OBJECTS -> schema.putObject("items").put("type", "object");
                case ID -> schema.put("maxLength", Ids.LONGEST);
                case ALIAS -> schema.put("maxLength", Ids.LONGEST_ALIAS);
                case TEXT, FLAG, OBJECT, DURATION -> {}
            }
        }

        /** The shape of a value of this. */
        Shape shape() {
            return switch (this) {
                case TEXT, ID, ALIAS, DURATION -> Shape.TEXT;
                case COUNT -> Shape.WHOLE;
                case MONEY -> Shape.NUMBER;
                case FLAG -> Shape.FLAG;
                case TEXTS -> Shape.listOf(Shape.TEXT);
                case OBJECT -> Shape.FREE;
                case OBJECTS -> Shape.listOf(Shape.FREE);
            };
        }

        private String json() {
            return switch (this) {
                case TEXT, ID, ALIAS, DURATION -> "string";
                case COUNT -> "integer";
                case MONEY -> "number";
                case FLAG -> "boolean";
                case TEXTS, OBJECTS -> "array";
                case OBJECT -> "object";
            };
        }
    }

    /** Only admins, and those who administer what it is about, may set it. */
    static Field of(String name, Type type) {
        return new Field(name, type, false);
    }

    /** Everybody who may change the entity may set it, within their own grant. */
    static Field open(String name, Type type) {
        return new Field(name, type, true);
    }

    /**
     * Reads a value.
     *
     * @return the value; for a number that was written as a text, the number
     * @throws IllegalArgumentException with name, value and expectation
     */
    JsonNode read(JsonNode value) {
        JsonNode meant = meant(value);
        if (!meant.isNull()) {
            check(meant);
        }
        return meant;
    }

    private JsonNode meant(JsonNode value) {
        Optional<BigDecimal> number = switch (type) {
            case COUNT -> Documents.count(value).map(BigDecimal::valueOf);
            case MONEY -> Documents.number(value);
            default -> Optional.empty();
        };
        return number.<JsonNode>map(Documents.object()::numberNode).orElse(value);
    }

    private void check(JsonNode value) {
        boolean good = switch (type) {
            case TEXT -> value.isString() && value.stringValue().length() <= MAX_TEXT;
            case ID -> value.isString() && Ids.isId(value.stringValue());
            case ALIAS -> value.isString() && Ids.isAlias(value.stringValue());
            case COUNT -> Documents.count(value).isPresent();
            case MONEY -> Documents.money(value).isPresent();
            case FLAG -> value.isBoolean();
            case TEXTS -> value.isArray() && all(value, JsonNode::isString);
            case OBJECT -> value.isObject();
            case OBJECTS -> value.isArray() && all(value, JsonNode::isObject);
            case DURATION -> value.isString();
        };
        if (!good) {
            throw new IllegalArgumentException(Documents.wrong(name, value, type.expected));
        }
        if (type == Type.DURATION) {
            try {
                Period.duration(value.stringValue());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }
    }

    private static final int MAX_TEXT = 10_000;

    private static boolean all(JsonNode array, Predicate<JsonNode> test) {
        for (JsonNode each : array) {
            if (!test.test(each)) {
                return false;
            }
        }
        return true;
    }
}
