package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;

/** How the events of a stream are put together. */
sealed interface StreamForm {
    /** What fills silence: blank lines, the only thing that every SDK skips in either form. */
    Bytes KEEP_ALIVE = Bytes.utf8("\n\n");

    /** Of a caller's wish. */
    static StreamForm of(Framing framing) {
        return framing == Framing.JSON_ARRAY ? new Array() : new Sse();
    }

    /** The header fields of the reply. */
    Headers headers();

    /** An event of the stream. */
    Bytes event(Bytes json);

    /** Notes that an event went out that was not made here. */
    default void relayed() {}

    /** The end. */
    Bytes end();

    /** Server-sent events of data alone; the end of the connection is the only end. */
    final class Sse implements StreamForm {
        private static final Bytes BEFORE = Bytes.utf8("data: ");
        private static final Bytes AFTER = Bytes.utf8("\n\n");

        @Override
        public Headers headers() {
            return Headers.of("content-type", "text/event-stream", "cache-control", "no-cache");
        }

        @Override
        public Bytes event(Bytes json) {
            return Bytes.concat(BEFORE, json, AFTER);
        }

        @Override
        public Bytes end() {
            return Bytes.empty();
        }
    }

    /** One array whose elements come one by one. */
    final class Array implements StreamForm {
        private boolean begun;

        @Override
        public Headers headers() {
            return Headers.of("content-type", "application/json; charset=UTF-8");
        }

        @Override
        public Bytes event(Bytes json) {
            Bytes before = Bytes.utf8(begun ? ",\n" : "[");
            begun = true;
            return Bytes.concat(before, json);
        }

        @Override
        public void relayed() {
            begun = true;
        }

        @Override
        public Bytes end() {
            return Bytes.utf8(begun ? "\n]\n" : "[]\n");
        }
    }
}
