package dev.switchboard.accounts.model;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** JSON as a tree of the configuration, each value with the field that it came from. */
final class ConfigTree {
    private final String source;

    /** @param source whose fields they are, such as {@code model 3f2a} */
    ConfigTree(String source) {
        this.source = source;
    }

    /** The origin of a field; empty for the whole. */
    Origin origin(String field) {
        return Origin.of(field.isEmpty() ? source : source + ": " + field);
    }

    /** An object. */
    Mapping mapping(JsonNode object) {
        return mapping("", object);
    }

    private Mapping mapping(String field, JsonNode object) {
        ConfigValue.Builder mapping = Mapping.builder(origin(field));
        object.properties()
                .forEach(each -> mapping.put(
                        each.getKey(),
                        value(field.isEmpty() ? each.getKey() : field + "." + each.getKey(), each.getValue())));
        return mapping.build();
    }

    private ConfigValue value(String field, JsonNode node) {
        Origin origin = origin(field);
        return switch (node.getNodeType()) {
            case OBJECT -> mapping(field, node);
            case ARRAY -> {
                List<ConfigValue> items = new ArrayList<>();
                node.forEach(item -> items.add(value(field, item)));
                yield new Sequence(items, origin);
            }
            case NUMBER -> new ConfigValue.Numeric(node.asString(), origin);
            case BOOLEAN -> new ConfigValue.Bool(node.booleanValue(), origin);
            case STRING -> new ConfigValue.Text(node.stringValue(), origin);
            case NULL, MISSING, BINARY, POJO -> new ConfigValue.Null(origin);
        };
    }
}
