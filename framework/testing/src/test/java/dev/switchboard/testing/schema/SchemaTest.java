package dev.switchboard.testing.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hundreds of schemas on each wire: each is refused with a 400 that names one of its keywords, or the schema on the wire allows the
 * values that the caller's does, as an independent validator sees it, but for objects that had to be closed with a word to the
 * caller; and it stays as it is when it is written once more.
 */
class SchemaTest {
    private static final int MADE = 300;
    private static final int SAMPLES = 60;
    private static final Pattern PLACE = Pattern.compile("response_format\\.json_schema\\.schema(\\..*)?");

    private static final JsonSchemaFactory VALIDATORS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @ParameterizedTest
    @EnumSource
    void acceptedWithItsMeaningOrRefusedByName(SchemaWire wire) {
        List<String> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String schema : schemas()) {
            try {
                check(wire, schema, wire.encode(asking(schema)));
                accepted.add(schema);
            } catch (GatewayException e) {
                checkRefusal(e.error(), schema);
                refused.add(schema);
            }
        }
        assertTrue(accepted.size() > 40, () -> wire + " accepts only " + accepted.size());
        assertTrue(refused.size() > 40, () -> wire + " refuses only " + refused.size());
    }

    private static void check(SchemaWire wire, String asked, UpstreamRequest request) {
        JsonNode schema = Samples.parse(asked);
        JsonNode written = wire.schema(request);
        assertTrue(written.isObject(), () -> wire + ": no schema for " + asked);
        JsonSchema before = VALIDATORS.getSchema(schema);
        JsonSchema after = VALIDATORS.getSchema(written);
        boolean closed = request.changes().stream().anyMatch(change -> change.contains("'additionalProperties'"));
        int allowed = 0;
        for (JsonNode value : Samples.of(schema, SAMPLES, asked.hashCode())) {
            boolean valid = before.validate(value).isEmpty();
            boolean stillValid = after.validate(value).isEmpty();
            allowed += stillValid ? 1 : 0;
            if (valid != stillValid && !(valid && closed)) {
                throw new AssertionError(wire + " writes " + written + " for " + asked + ", which "
                        + (valid ? "forbids " : "allows ") + value);
            }
        }
        if (closed) {
            int left = allowed;
            assertTrue(left > 0, () -> wire + " closes everything out: " + written);
        }
        UpstreamRequest again = wire.encode(asking(written.toString()));
        assertEquals(written, wire.schema(again), () -> wire + " changes what it wrote");
        assertEquals(List.of(), again.changes());
    }

    private static void checkRefusal(GatewayError error, String schema) {
        assertEquals(ErrorKind.UNSUPPORTED, error.kind(), error.message());
        assertEquals(400, error.status());
        assertEquals(Optional.of("unsupported_schema_keyword"), error.code());
        String place = error.param().orElseThrow();
        Matcher matcher = PLACE.matcher(place);
        assertTrue(matcher.matches(), place);
        String keyword = place.substring(place.lastIndexOf('.') + 1).replaceFirst("\\[.*", "");
        boolean missing = List.of("type", "properties", "required").contains(keyword);
        assertTrue(
                missing || schema.contains("\"" + keyword + "\""),
                () -> "names " + place + ", which is not in " + schema);
    }

    private static List<String> schemas() {
        List<String> all = new ArrayList<>(nasty());
        LongStream.range(0, MADE).mapToObj(SchemaSource::schema).forEach(all::add);
        return all;
    }

    /** One per line. */
    private static List<String> nasty() {
        try (InputStream file = SchemaTest.class.getResourceAsStream("schemas.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChatRequest asking(String schema) {
        return ChatRequest.builder("m", List.of(Message.of(Role.USER, "hi")))
                .responseFormat(new ResponseFormat.JsonSchema(
                        Optional.of("answer"), Optional.empty(), new JsonText(schema), Optional.of(true)))
                .build();
    }
}
