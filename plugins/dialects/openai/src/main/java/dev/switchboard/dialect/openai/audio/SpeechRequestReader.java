package dev.switchboard.dialect.openai.audio;

import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.speech.SpeechRequest.Delivery;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the canonical request. */
final class SpeechRequestReader {
    private SpeechRequestReader() {}

    static SpeechRequest read(JsonObject body) {
        String model = body.require("model").asString();
        String input = body.require("input").asString();
        String voice = voice(body);
        Optional<String> instructions = body.string("instructions");
        Optional<String> format = body.string("response_format");
        OptionalDouble speed = body.number("speed");
        Delivery delivery =
                body.get("stream_format").map(SpeechRequestReader::delivery).orElse(Delivery.AUDIO);
        return new SpeechRequest(
                model,
                input,
                voice,
                instructions,
                format,
                speed,
                delivery,
                Extras.of(Wire.OPENAI_SPEECH, body.unread()));
    }

    /** A voice of the account's own comes as an object, which only OpenAI's format understands. */
    private static String voice(JsonObject body) {
        JsonField voice = body.require("voice");
        if (voice.isString()) {
            return voice.asString();
        }
        String id = voice.asObject().require("id").asString();
        body.leave("voice");
        return id;
    }

    private static Delivery delivery(JsonField value) {
        return switch (value.asString()) {
            case "audio" -> Delivery.AUDIO;
            case "sse" -> Delivery.EVENTS;
            default -> value.failValue("\"audio\" or \"sse\"");
        };
    }
}
