package dev.switchboard.http.upstream;

import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event a line. An empty line is an event without data; the last line may lack its line feed. */
final class NdjsonDecoder extends EventDecoder {
    NdjsonDecoder(int limit) {
        super(limit);
    }

    @Override
    @Nullable
    UpstreamEvent scan() {
        int available = available();
        for (int i = scanned(); i < available; i++) {
            if (at(i) == '\n') {
                return take(i + 1, "", trimmed(0, i), Map.of());
            }
        }
        scanned(available);
        return null;
    }

    @Override
    @Nullable
    UpstreamEvent rest() {
        int available = available();
        return available == 0 ? null : take(available, "", trimmed(0, available), Map.of());
    }
}
