package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Puts values that are there into a map of members. */
record Members(Map<String, JsonText> to) {
    void bool(String name, Optional<Boolean> value) {
        value.ifPresent(flag -> to.put(name, JsonText.bool(flag)));
    }

    void number(String name, OptionalLong value) {
        value.ifPresent(number -> to.put(name, JsonText.number(number)));
    }

    void number(String name, OptionalDouble value) {
        value.ifPresent(number -> to.put(name, JsonWriter.number(number)));
    }

    void string(String name, Optional<String> value) {
        value.ifPresent(text -> to.put(name, JsonText.string(text)));
    }

    void strings(String name, List<String> values) {
        JsonWriter out = new JsonWriter().array();
        values.forEach(out::string);
        to.put(name, out.endArray().text());
    }

    void object(String name, Map<String, String> values) {
        JsonWriter out = new JsonWriter().object();
        values.forEach(out::string);
        to.put(name, out.endObject().text());
    }
}
