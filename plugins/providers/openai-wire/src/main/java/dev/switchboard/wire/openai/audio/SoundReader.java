package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.usage.Usage;
import java.util.List;

/** Reads sound as it comes. */
final class SoundReader implements StreamDecoder<SpeechEvent> {
    private final Usage usage;
    private boolean heard;

    /** @param usage what the whole will have used */
    SoundReader(Usage usage) {
        this.usage = usage;
    }

    @Override
    public List<SpeechEvent> decode(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return List.of();
        }
        SpeechEvent audio = new SpeechEvent.Audio(event.data());
        List<SpeechEvent> events = heard ? List.of(audio) : List.of(audio, new SpeechEvent.UsageReported(usage));
        heard = true;
        return events;
    }

    @Override
    public List<SpeechEvent> end() {
        if (!heard) {
            throw Sound.missing("nothing");
        }
        return List.of();
    }
}
