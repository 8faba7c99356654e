package dev.switchboard.provider.ollama;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator says about all models. Callers may say otherwise, in the members {@code options} and {@code keep_alive}.
 *
 * @param options   members of {@code options}
 * @param keepAlive how long a model stays loaded
 */
record ModelSettings(Map<String, JsonText> options, Optional<String> keepAlive) {
    private static final String OPTIONS = "options";
    private static final String KEEP_ALIVE = "keep_alive";

    static ModelSettings of(OllamaConfig config) {
        Map<String, JsonText> options = new LinkedHashMap<>();
        config.contextWindow().ifPresent(tokens -> options.put("num_ctx", JsonText.number(tokens)));
        return new ModelSettings(options, config.keepAlive());
    }

    /**
     * Writes both members.
     *
     * @param own        members of Ollama's that the caller wrote; those two are taken out of it
     * @param parameters options that stand for parameters of the caller's format, which count most
     */
    void write(JsonWriter json, Map<String, JsonText> own, Map<String, JsonText> parameters) {
        Map<String, JsonText> all = new LinkedHashMap<>(options);
        Optional.ofNullable(own.remove(OPTIONS))
                .map(JsonValue::of)
                .ifPresent(asked -> asked.members().forEach((name, value) -> all.put(name, value.text())));
        all.putAll(parameters);
        if (!all.isEmpty()) {
            json.object(OPTIONS).raw(all).endObject();
        }
        JsonText asked = own.remove(KEEP_ALIVE);
        if (asked != null) {
            json.raw(KEEP_ALIVE, asked);
        } else {
            json.string(KEEP_ALIVE, keepAlive);
        }
    }
}
