package dev.switchboard.wire.anthropic.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.SampleExchange;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;
import java.util.Map;

/** The shortest conversation. */
public final class MessagesSample {
    private static final String REQUEST = """
            {"model":"sample","max_tokens":1,"messages":[{"role":"user","content":"Hello"}],"stream":true}""";

    private static final String REPLY = """
            {"id":"1","type":"message","role":"assistant","model":"model","content":[{"type":"text","text":"Hello"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    private static final List<UpstreamEvent> EVENTS = List.of(
            event("message_start", """
                    ,"message":{"id":"1","type":"message","role":"assistant","model":"model","content":[],\
                    "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}"""),
            event("content_block_start", """
                    ,"index":0,"content_block":{"type":"text","text":""}"""),
            event("content_block_delta", """
                    ,"index":0,"delta":{"type":"text_delta","text":"Hello"}"""),
            event("content_block_stop", ",\"index\":0"),
            event("message_delta", """
                    ,"delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":1}"""),
            event("message_stop", ""));

    /** One message and its reply. */
    public static final SampleExchange EXCHANGE = SampleExchange.json(REQUEST, REPLY, EVENTS);

    private MessagesSample() {}

    private static UpstreamEvent event(String name, String members) {
        String data = "{\"type\":\"" + name + "\"" + members + "}";
        return new UpstreamEvent(
                Bytes.utf8("event: " + name + "\ndata: " + data + "\n\n"), name, Bytes.utf8(data), Map.of());
    }
}
