package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.provider.SampleExchange;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;

/** The shortest chat. */
public final class ChatSample {
    // Asked for as a stream, so that the gateway's own wish for usage is written as well.
    private static final String REQUEST = """
            {"model":"sample","messages":[{"role":"user","content":"Hello"}],"stream":true}""";

    private static final String USAGE = """
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}""";

    private static final String REPLY = """
            {"id":"1","object":"chat.completion","created":1,"model":"model","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],%s}""".formatted(USAGE);

    private static final String TEXT_CHOICE = """
            {"index":0,"delta":{"role":"assistant","content":"Hello"},"finish_reason":null}""";

    private static final String LAST_CHOICE = """
            {"index":0,"delta":{},"finish_reason":"stop"}""";

    /** One message and its reply. */
    public static final SampleExchange EXCHANGE = SampleExchange.json(
            REQUEST,
            REPLY,
            List.of(
                    chunk("[" + TEXT_CHOICE + "]"),
                    chunk("[" + LAST_CHOICE + "]"),
                    chunk("[]," + USAGE),
                    UpstreamEvent.sse("[DONE]")));

    private ChatSample() {}

    private static UpstreamEvent chunk(String choices) {
        return UpstreamEvent.sse(
                "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"model\",\"choices\":"
                        + choices + "}");
    }
}
