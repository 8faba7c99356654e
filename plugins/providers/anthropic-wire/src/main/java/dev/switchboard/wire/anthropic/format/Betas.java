package dev.switchboard.wire.anthropic.format;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of beta features. They stand in a header field or in the body, depending on the host; members of the body that
 * belong to a beta are refused without its name.
 */
public final class Betas {
    /** The header field: names separated by commas. */
    public static final String HEADER = "anthropic-beta";
    /** The member of the body: an array of names. */
    public static final String MEMBER = "anthropic_beta";

    private Betas() {}

    /** The member's value for the header's fields. */
    public static JsonText toJson(List<String> fields) {
        JsonWriter json = new JsonWriter().array();
        fields.stream()
                .flatMap(field -> Stream.of(field.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(json::string);
        return json.endArray().text();
    }

    /** The header field's value for the member. */
    public static String toHeader(JsonText member) {
        return JsonValue.of(member).elements().stream()
                .flatMap(name -> name.string().stream())
                .collect(Collectors.joining(","));
    }
}
