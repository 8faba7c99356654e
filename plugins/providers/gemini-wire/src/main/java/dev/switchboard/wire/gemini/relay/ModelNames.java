package dev.switchboard.wire.gemini.relay;

import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.StringJoiner;

/** Puts the upstream's model in the places of a body that name one beside the address. */
final class ModelNames {
    private static final String MODEL = "model";
    /** Of a token count: the request that is counted. */
    private static final String COUNTED = "generateContentRequest";
    /** Of several embeddings: one request for each. */
    private static final String REQUESTS = "requests";

    private ModelNames() {}

    static void replace(JsonDocument.Editor body, String resource) {
        JsonDocument original = body.original();
        if (original.has(MODEL)) {
            body.set(MODEL, JsonText.string(resource));
        }
        original.object(COUNTED)
                .filter(counted -> counted.has(MODEL))
                .ifPresent(counted -> body.set(COUNTED, replaced(counted, resource)));
        original.value(REQUESTS)
                .filter(requests -> requests.at(0) == '[')
                .ifPresent(requests -> body.set(REQUESTS, each(JsonValue.parse(requests), resource)));
    }

    private static JsonText each(JsonValue requests, String resource) {
        StringJoiner changed = new StringJoiner(",", "[", "]");
        for (JsonValue request : requests.elements()) {
            boolean named = !request.get(MODEL).isNull();
            changed.add((named ? replaced(JsonDocument.parse(request.bytes()), resource) : request.text()).text());
        }
        return new JsonText(changed.toString());
    }

    private static JsonText replaced(JsonDocument request, String resource) {
        return new JsonText(
                request.edit().set(MODEL, JsonText.string(resource)).build().utf8());
    }
}
