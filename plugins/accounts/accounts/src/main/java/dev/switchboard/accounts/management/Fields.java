package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request sets, checked: every member is a declared field of the right type, or named as being without effect. */
final class Fields {
    private static final String METADATA = "metadata";

    private final Map<String, JsonNode> values = new TreeMap<>();
    private final List<String> ignored = new ArrayList<>();
    private final Schema schema;

    private Fields(Schema schema) {
        this.schema = schema;
    }

    /**
     * Reads a body.
     *
     * @param more members that the route reads itself
     * @throws GatewayException for a member that is not known, or a value of the wrong type
     */
    static Fields read(ObjectNode body, Schema schema, Set<String> more) {
        Fields fields = new Fields(schema);
        body.properties().forEach(each -> {
            String name = each.getKey();
            JsonNode value = each.getValue();
            Optional<Field> field = schema.field(name);
            if (more.contains(name)) {
                return;
            }
            if (field.isPresent()) {
                fields.values.put(name, read(field.get(), value));
            } else if (Schema.isWithoutEffect(name)) {
                Schema.refusal(name, value).ifPresent(refusal -> {
                    throw invalid(refusal);
                });
                if (!value.isNull()) {
                    fields.ignored.add(name);
                }
            } else {
                throw invalid(name + ": unknown field (expected: one of " + String.join(", ", schema.names()) + ")");
            }
        });
        fields.takeOutOfMetadata();
        return fields;
    }

    /** What LiteLLM's clients write into the metadata counts like the field itself, and is set by whom the field may be. */
    private void takeOutOfMetadata() {
        Optional<Field> field = schema.field(Schema.GUARDRAILS);
        if (field.isPresent()
                && values.get(METADATA) instanceof ObjectNode metadata
                && metadata.get(Schema.GUARDRAILS) instanceof JsonNode within) {
            values.putIfAbsent(Schema.GUARDRAILS, read(field.get(), within));
            ObjectNode rest = metadata.deepCopy();
            rest.remove(Schema.GUARDRAILS);
            values.put(METADATA, rest);
        }
    }

    private static JsonNode read(Field field, JsonNode value) {
        try {
            return field.read(value);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** An error about a request. */
    static GatewayException invalid(String message) {
        return GatewayException.of(ErrorKind.INVALID_REQUEST, message);
    }

    /** Refuses fields that only those may set who administer what they are about. */
    void onlyOpen(Set<String> besides) {
        for (String name : values.keySet()) {
            if (!besides.contains(name)
                    && !schema.field(name).map(Field::everybody).orElse(false)) {
                throw GatewayError.builder(
                                ErrorKind.PERMISSION,
                                name + ": only an admin may set this (expected: a request without it)")
                        .param(name)
                        .build()
                        .asException();
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(node -> !node.isNull());
    }

    /** Sets a field that the request did not. */
    void put(String name, String value) {
        values.put(name, Documents.object().stringNode(value));
    }

    /** Takes a field out. */
    void remove(String name) {
        values.remove(name);
    }

    /** Puts the fields into a document; null takes one out. */
    void into(ObjectNode document) {
        values.forEach((name, value) -> {
            if (value.isNull()) {
                document.remove(name);
            } else {
                document.set(name, value);
            }
        });
    }

    /** What {@link #mention} may add to a reply. */
    static final String IGNORED = "ignored_fields";

    /** Names the fields without effect in a reply. */
    void mention(ObjectNode reply) {
        if (!ignored.isEmpty()) {
            var names = reply.putArray(IGNORED);
            ignored.forEach(names::add);
        }
    }
}
