package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Map;

/** Trees of configuration from JSON text. Each value stands in a line of its own, so that it can be found again by its origin. */
public final class TestingTree {
    private final String source;
    private int line;

    private TestingTree(String source) {
        this.source = source;
    }

    /**
     * The tree of a JSON object, as the gateway reads it from a file.
     *
     * @param source the file's name in origins
     * @throws dev.switchboard.spi.json.JsonSyntaxException if the text is no JSON
     */
    public static Mapping of(String source, String json) {
        if (new TestingTree(source).value(JsonValue.parse(Bytes.utf8(json))) instanceof Mapping mapping) {
            return mapping;
        }
        throw new IllegalArgumentException(json + " (expected: a JSON object)");
    }

    private ConfigValue value(JsonValue json) {
        line++;
        Origin origin = new Origin(source, line, 1);
        if (json.isObject()) {
            ConfigValue.Builder mapping = Mapping.builder(origin);
            for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
                mapping.put(member.getKey(), value(member.getValue()));
            }
            return mapping.build();
        }
        if (json.isArray()) {
            List<ConfigValue> items = json.elements().stream().map(this::value).toList();
            return new ConfigValue.Sequence(items, origin);
        }
        if (json.isNull()) {
            return new ConfigValue.Null(origin);
        }
        if (json.isBoolean()) {
            return new ConfigValue.Bool(json.bool().orElseThrow(), origin);
        }
        return json.isNumber()
                ? new ConfigValue.Numeric(json.text().text(), origin)
                : new ConfigValue.Text(json.string().orElseThrow(), origin);
    }
}
