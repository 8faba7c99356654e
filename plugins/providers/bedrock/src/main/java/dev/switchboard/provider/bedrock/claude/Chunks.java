package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.Base64;
import java.util.Map;

/** Unwraps events of Anthropic's format: each stands in base64 in the payload of a frame named {@code chunk}. */
final class Chunks {
    /** The frame's name. */
    static final String NAME = "chunk";

    private Chunks() {}

    /**
     * The event within, as Anthropic itself frames it.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if there is none
     */
    static UpstreamEvent unwrap(UpstreamEvent frame) {
        Bytes data = JsonValue.read(frame.data())
                .flatMap(payload -> payload.string("bytes"))
                .map(Chunks::decode)
                .orElseThrow(Chunks::broken);
        String name =
                JsonValue.read(data).orElseThrow(Chunks::broken).string("type").orElse("");
        Bytes raw = Bytes.concat(Bytes.utf8("event: " + name + "\ndata: "), data, Bytes.utf8("\n\n"));
        return new UpstreamEvent(raw, name, data, Map.of());
    }

    private static Bytes decode(String base64) {
        try {
            return Bytes.wrap(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw broken();
        }
    }

    private static GatewayException broken() {
        return GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream holds a chunk without an event");
    }
}
