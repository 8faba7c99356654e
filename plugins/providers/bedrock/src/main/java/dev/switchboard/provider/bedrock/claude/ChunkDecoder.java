package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.wire.anthropic.reply.StreamReader;
import java.util.List;
import java.util.Optional;

/** Reads a streamed message whose events stand in frames. */
public final class ChunkDecoder implements StreamDecoder<ChatEvent> {
    private final StreamReader within = new StreamReader();
    private boolean failed;

    /** Whether a frame holds such an event. */
    public static boolean reads(UpstreamEvent frame) {
        return frame.name().equals(Chunks.NAME);
    }

    @Override
    public List<ChatEvent> decode(UpstreamEvent frame) {
        Optional<GatewayError> error = ErrorReader.inStream(frame);
        if (failed || error.isPresent()) {
            List<ChatEvent> told = failed ? List.of() : List.of(new ChatEvent.Failed(error.get()));
            failed = true;
            return told;
        }
        return reads(frame) ? within.decode(Chunks.unwrap(frame)) : List.of();
    }

    @Override
    public List<ChatEvent> end() {
        return failed ? List.of() : within.end();
    }
}
