package dev.switchboard.dialect.openai;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes JSON. */
final class Json {
    // Text may be cut between two streamed events inside a surrogate pair: a half is written as an escape, which is
    // valid
    // JSON and becomes whole again when the client joins the pieces; as UTF-8 it could not be written at all.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}

    /** The bytes of one value. */
    static Bytes write(int expectedSize, Consumer<JsonGenerator> value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(expectedSize);
        write(out, value);
        return Bytes.wrap(out.toByteArray());
    }

    /** Appends one value to a buffer. */
    static void write(ByteArrayOutputStream out, Consumer<JsonGenerator> value) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            value.accept(json);
        }
    }

    /** Writes members that came from elsewhere, but for those that this dialect writes itself. */
    static void writeExtras(JsonGenerator json, Map<String, JsonText> extras, Set<String> own) {
        extras.forEach((name, value) -> {
            if (!own.contains(name)) {
                json.writeName(name);
                json.writeRawValue(value.text());
            }
        });
    }
}
