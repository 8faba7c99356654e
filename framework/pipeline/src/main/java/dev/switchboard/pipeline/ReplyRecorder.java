package dev.switchboard.pipeline;

import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what was sent to the caller, as far as somebody wants it and the limit allows. */
final class ReplyRecorder {
    private final int limit;
    private final List<Bytes> parts = new ArrayList<>();
    private long total;
    private int kept;

    /** Keeps at most that many bytes; with 0 only counts. */
    ReplyRecorder(int limit) {
        this.limit = limit;
    }

    void add(Bytes part) {
        total += part.length();
        int room = limit - kept;
        if (room > 0 && !part.isEmpty()) {
            Bytes fitting = part.length() <= room ? part : part.slice(0, room);
            parts.add(fitting);
            kept += fitting.length();
        }
    }

    /** All bytes that were sent. */
    long total() {
        return total;
    }

    /** Everything that was sent, part by part; empty if something is missing. */
    Optional<List<Bytes>> whole() {
        return kept == total && limit > 0 ? Optional.of(List.copyOf(parts)) : Optional.empty();
    }

    /** The beginning of what was sent. */
    Bytes beginning() {
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }
}
