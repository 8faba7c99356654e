package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.TypedEventReader;
import java.util.Base64;
import java.util.List;

/** Reads sound that comes in events. */
final class SpeechEventReader extends TypedEventReader<SpeechEvent> {
    SpeechEventReader() {
        super("the speech was complete");
    }

    @Override
    protected List<SpeechEvent> read(String type, JsonValue event) {
        if (type.equals("speech.audio.done")) {
            complete();
            return List.of(new SpeechEvent.UsageReported(AudioUsage.made(event)));
        }
        return event.filled("audio").map(SpeechEventReader::sound).map(List::of).orElse(List.of());
    }

    private static SpeechEvent sound(String base64) {
        try {
            return new SpeechEvent.Audio(Bytes.wrap(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException malformed) {
            throw Replies.unexpected("sound in base64");
        }
    }

    @Override
    protected SpeechEvent failed(GatewayError error) {
        return new SpeechEvent.Failed(error);
    }
}
