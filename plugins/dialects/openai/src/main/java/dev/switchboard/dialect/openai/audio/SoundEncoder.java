package dev.switchboard.dialect.openai.audio;

import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.speech.SpeechEvent;

/** Writes sound and nothing else: no filler and no error has a place in it. */
final class SoundEncoder implements StreamEncoder<SpeechEvent> {
    private final String format;

    SoundEncoder(String format) {
        this.format = format;
    }

    @Override
    public Headers headers() {
        return Headers.of("content-type", "audio/" + (format.equals("mp3") ? "mpeg" : format));
    }

    @Override
    public Bytes encode(SpeechEvent event) {
        return event instanceof SpeechEvent.Audio audio ? audio.piece() : Bytes.empty();
    }

    @Override
    public Bytes end() {
        return Bytes.empty();
    }

    @Override
    public Bytes error(GatewayError error) {
        return Bytes.empty();
    }

    @Override
    public Bytes keepAlive() {
        return Bytes.empty();
    }
}
