package dev.switchboard.wire.openai.audio;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.wire.openai.reply.Replies;
import java.util.Locale;

/** Tells a reply of sound from words about why there is none. Any sound will do; servers name its type as they like. */
final class Sound {
    private Sound() {}

    /**
     * Refuses what cannot be sound.
     *
     * @throws GatewayException with the server's own error if it holds one; of kind {@code UPSTREAM} if it is empty, JSON or text
     */
    static void require(UpstreamReply reply) {
        String type = reply.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (reply.body().isEmpty()) {
            throw missing("nothing");
        } else if (type.startsWith("application/json") || type.startsWith("text/")) {
            JsonValue.read(reply.body()).ifPresent(Replies::requireSuccess);
            throw missing(type);
        }
    }

    static GatewayException missing(String instead) {
        return Replies.unexpected("sound", instead);
    }
}
