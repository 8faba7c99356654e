package dev.switchboard.http.upstream;

import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each piece that arrives is an event. */
final class ChunkDecoder extends EventDecoder {
    ChunkDecoder(int limit) {
        super(limit);
    }

    @Override
    UpstreamEvent scan() {
        return take(available(), "", slice(0, available()), Map.of());
    }

    @Override
    @Nullable
    UpstreamEvent rest() {
        return null;
    }
}
