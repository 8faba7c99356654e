package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;

// @start region="encoder"
/** The text as it comes; the last line says how it ended. */
final class PlainStream implements StreamEncoder<ChatEvent> {
    @Override
    public Headers headers() {
        return PlainDialect.TEXT;
    }

    @Override
    public Bytes encode(ChatEvent event) {
        return event instanceof ChatEvent.BlockDelta(int choice, int index, ChatEvent.Delta.Text(String text))
                ? Bytes.utf8(text)
                : Bytes.empty();
    }

    @Override
    public Bytes end() {
        return Bytes.utf8("\n-- end\n");
    }

    @Override
    public Bytes error(GatewayError error) {
        return Bytes.utf8("\n-- failed: " + error.message() + "\n");
    }

    @Override
    public Bytes keepAlive() {
        return Bytes.utf8("\0");
    }
}
// @end
