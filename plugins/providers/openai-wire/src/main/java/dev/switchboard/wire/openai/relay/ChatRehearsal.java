package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;

/**
 * Relays a chat to nowhere: once whole and once streamed, through all that a real one needs. What cannot be loaded or written shows
 * before a version serves, and the first callers of a new version do not wait for its classes.
 */
public final class ChatRehearsal {
    private static final Target TARGET = Target.of("rehearsal", "model");
    private static final Headers CALLER = Headers.of("content-type", "application/json");
    private static final Bytes REQUEST = Bytes.utf8(
            "{\"model\":\"rehearsal\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true}");
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}";
    private static final UpstreamReply REPLY = new UpstreamReply(
            200,
            CALLER,
            Bytes.utf8(
                    "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"model\",\"choices\":[{\"index\":0,"
                            + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                            + USAGE + "}"));
    private static final List<UpstreamEvent> EVENTS = List.of(
            chunk(
                    "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":null}]",
                    ""),
            chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", ""),
            chunk("[]", "," + USAGE),
            UpstreamEvent.sse("[DONE]"));

    private ChatRehearsal() {}

    private static UpstreamEvent chunk(String choices, String more) {
        return UpstreamEvent.sse(
                "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"model\",\"choices\":"
                        + choices + more + "}");
    }

    /**
     * Goes through both.
     *
     * @throws IllegalStateException if the reply was not understood
     */
    public static void of(Relay relay) {
        relay.encode(request(false), TARGET);
        require(relay.observer(request(false)).usage(REPLY).isPresent());
        relay.encode(request(true), TARGET);
        RelayObserver observer = relay.observer(request(true));
        for (UpstreamEvent event : EVENTS) {
            observer.observe(event);
            observer.outputText(event);
            observer.relayed(event);
        }
        require(observer.complete());
    }

    private static RelayRequest request(boolean stream) {
        return new RelayRequest(
                Wire.OPENAI_CHAT,
                CALLER,
                Optional.empty(),
                JsonDocument.parse(REQUEST).edit(),
                stream,
                stream);
    }

    private static void require(boolean understood) {
        if (!understood) {
            throw new IllegalStateException("a reply of the format itself was not understood");
        }
    }
}
