package dev.switchboard.spi.example;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

// @start region="observer"
/** Looks for three marks in each event of a relayed reply, and parses only the one that holds numbers. */
final class AcmeObserver implements RelayObserver {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USAGE = "\"usage\":{".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT = "\"content\":".getBytes(StandardCharsets.US_ASCII);

    private final boolean usageIsExtra;
    private boolean complete;

    AcmeObserver(boolean usageIsExtra) {
        this.usageIsExtra = usageIsExtra;
    }

    @Override
    public Observation observe(UpstreamEvent event) {
        Bytes data = event.data();
        if (data.startsWith(DONE)) {
            complete = true;
            return Observation.END;
        }
        if (data.contains(USAGE)) {
            return Observation.usage(read(data), usageIsExtra && !data.contains(CONTENT));
        }
        return data.contains(CONTENT) ? Observation.CONTENT : Observation.OTHER;
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        reply.requireJson();
        return reply.body().contains(USAGE) ? Optional.of(read(reply.body())) : Optional.empty();
    }
    // @end

    private static Usage read(Bytes json) {
        JsonDocument usage = AcmeWire.parse(json).object("usage").orElseThrow();
        return Usage.builder()
                .set(Usage.Bucket.INPUT, number(usage, "prompt_tokens"))
                .set(Usage.Bucket.OUTPUT, number(usage, "completion_tokens"))
                .build();
    }

    private static long number(JsonDocument json, String name) {
        return json.value(name).map(value -> Long.parseLong(value.utf8())).orElse(0L);
    }
}
