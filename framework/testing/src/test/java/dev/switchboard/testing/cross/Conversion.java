package dev.switchboard.testing.cross;

import dev.switchboard.http.upstream.EventDecoder;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream on its way from a provider's format to a caller's, as the gateway takes it, without sockets. */
final class Conversion {
    private static final int LIMIT = 1 << 20;

    private final EventDecoder framing = EventDecoder.of(Framing.SSE, LIMIT);
    private final StreamDecoder<ChatEvent> decoder;
    private final StreamEncoder<ChatEvent> encoder;
    private final List<Bytes> out = new ArrayList<>();

    Conversion(StreamDecoder<ChatEvent> decoder, StreamEncoder<ChatEvent> encoder) {
        this.decoder = decoder;
        this.encoder = encoder;
    }

    static Conversion of(ChatFormat source, ChatFormat target) {
        return new Conversion(
                Sides.translator(source).decoder(), Sides.endpoint(target).encoder(call()));
    }

    private static Call<ChatRequest> call() {
        return Call.<ChatRequest>builder("m", () -> {
                    throw new AssertionError("nobody reads the request");
                })
                .stream(true)
                .usageRequested(true)
                .build();
    }

    /**
     * The caller's bytes.
     *
     * @throws GatewayException if the stream fails or does not end
     */
    Bytes convert(List<Bytes> chunks) {
        for (Bytes chunk : chunks) {
            framing.feed(chunk);
            for (UpstreamEvent event = framing.next(); event != null; event = framing.next()) {
                take(event);
            }
        }
        take(framing.end());
        encode(decoder.end());
        out.add(encoder.end());
        return Bytes.concat(out.toArray(Bytes[]::new));
    }

    private void take(@Nullable UpstreamEvent event) {
        if (event != null) {
            encode(decoder.decode(event));
        }
    }

    private void encode(List<ChatEvent> events) {
        for (ChatEvent event : events) {
            event.failure().ifPresent(error -> {
                throw error.asException();
            });
            out.add(encoder.encode(event));
        }
    }

    /** What the caller gets instead of an end when the stream breaks. */
    Bytes broken() {
        out.add(encoder.error(GatewayException.of(ErrorKind.UPSTREAM, "cut").error()));
        return Bytes.concat(out.toArray(Bytes[]::new));
    }
}
