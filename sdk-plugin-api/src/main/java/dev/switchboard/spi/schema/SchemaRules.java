package dev.switchboard.spi.schema;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Changes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Which JSON schemas a provider holds its model to: data, one table per format, and the code that carries it out. A schema is
 * written in such a way that each value it then allows is one that the caller's schema allows, too. It allows the same values,
 * except that an object which the caller left open may have to be closed, which the caller is told. Where a table leaves no way to
 * do so the schema is refused by the name of a keyword.
 *
 * <p>A table is a JSON object. Members, all but {@code take} and {@code sources} optional:
 *
 * <ul>
 *   <li>{@code take}: keywords the provider heeds, or accepts where they only describe. Some others are said in those words, such as
 *       {@code const} as {@code enum}, and {@code oneOf} as {@code anyOf} where no value can fit two of its schemas; others that
 *       only describe are left out with a word to the caller, the rest is refused
 *   <li>{@code formats}: values of {@code format} it heeds
 *   <li>{@code enum-types}: JSON types of the values it takes in {@code enum}; all if absent
 *   <li>{@code at-most}: by keyword, the largest value it takes
 *   <li>{@code only-for}: by keyword, the types it heeds the keyword for; the schema must name one of them
 *   <li>{@code alone}: by keyword, the constraints that may stand beside it
 *   <li>{@code pattern-demands}, {@code pattern-refuses}: regular expressions; what a whole {@code pattern} must look like, and
 *       what no part of it may
 *   <li>{@code recursion}: {@code anywhere} (default), {@code optional} (in properties that are not required), {@code nowhere}
 *   <li>{@code closed}: each object must say {@code "additionalProperties": false}
 *   <li>{@code complete}: each property must be required
 *   <li>{@code typed}: each schema must name its type, or alternatives, or a reference
 *   <li>{@code object-at-root}: the whole must be the schema of an object
 *   <li>{@code bare-references}: nothing may stand beside {@code $ref}, not even a description
 *   <li>{@code sources}: addresses of where the facts come from
 * </ul>
 *
 * <p>Immutable. Safe for use by several threads.
 */
public final class SchemaRules {
    /** Where the schema of an answer stands, as the parameter is called everywhere. */
    public static final String ANSWER = "response_format.json_schema.schema";

    /** Where the schema of a tool's parameters stands. @param tool its name */
    public static String parameters(String tool) {
        return "tools." + tool + ".parameters";
    }

    private final Rules rules;

    private SchemaRules(Rules rules) {
        this.rules = rules;
    }

    /**
     * Reads a table.
     *
     * @throws IllegalStateException for a member that is not known, or if there are no sources
     */
    public static SchemaRules read(JsonValue table) {
        return new SchemaRules(new RulesReader(table).read());
    }

    /**
     * Reads the table in the resource {@code schema.json} beside a class.
     *
     * @throws IllegalStateException if there is none, or it cannot be read
     */
    public static SchemaRules beside(Class<?> owner) {
        try (InputStream file = owner.getResourceAsStream("schema.json")) {
            if (file == null) {
                throw new IllegalStateException("schema.json is missing beside " + owner.getName());
            }
            return read(JsonValue.parse(Bytes.wrap(file.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a schema as the provider takes it.
     *
     * @param schema  what the caller sent
     * @param place   where it stands, such as {@link #ANSWER}
     * @param changes where to say what was left out or changed
     * @throws GatewayException of kind {@link ErrorKind#UNSUPPORTED} that names a keyword and its place
     */
    public JsonText adapt(JsonText schema, String place, Changes changes) {
        return new SchemaWriter(rules, JsonValue.of(schema), changes)
                .write(place)
                .text();
    }

    /** Whether a schema can be written so that it allows the same values: nothing is refused, and no object must be closed. */
    public boolean fits(JsonText schema) {
        try {
            return !new SchemaWriter(rules, JsonValue.of(schema), new Changes())
                    .write("schema")
                    .closes();
        } catch (GatewayException e) {
            return false;
        }
    }
}
