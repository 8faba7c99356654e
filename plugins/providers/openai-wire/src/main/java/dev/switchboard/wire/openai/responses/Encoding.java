package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Connection;
import java.util.Optional;

/**
 * Writes canonical chats for one path.
 *
 * @param path such as {@code /responses}
 */
record Encoding(Connection connection, String path) {
    /** How a body is written. */
    interface Body {
        Bytes write(RequestWriter writer, ChatRequest request, String model);
    }

    UpstreamRequest encode(ChatRequest request, Target target, Body body) {
        Changes changes = new Changes();
        ChatRequest left = ResponsesSupport.of(connection.quirks(), target.model())
                .apply(ChatMembers.translate(request, changes), changes);
        RequestWriter writer = new RequestWriter(connection.quirks(), changes);
        return UpstreamRequest.post(
                        connection.url(path, Optional.empty()),
                        connection.jsonHeaders(),
                        body.write(writer, left, target.model()))
                .withChanges(changes.list());
    }
}
