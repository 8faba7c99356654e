package dev.switchboard.wire.gemini.relay;

import dev.switchboard.spi.provider.SampleExchange;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;

/** The shortest content. */
public final class GenerateSample {
    private static final String REQUEST = """
            {"contents":[{"role":"user","parts":[{"text":"Hello"}]}]}""";

    private static final String REPLY = """
            {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"finishReason":"STOP","index":0}],\
            "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"model"}""";

    /** One text and its reply, which a stream has in one event. */
    public static final SampleExchange EXCHANGE =
            SampleExchange.json(REQUEST, REPLY, List.of(UpstreamEvent.sse(REPLY)));

    private GenerateSample() {}
}
