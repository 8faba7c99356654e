package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.StreamMarks;
import dev.switchboard.wire.openai.reply.TierReader;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.Optional;

/** Watches one reply; only usage and errors are parsed. */
final class ReplyObserver implements RelayObserver {
    private final ChunkScanner chunk = new ChunkScanner();
    private final boolean usageIsExtra;
    private Bytes scanned = Bytes.empty();
    private boolean ended;
    private boolean failed;

    /** @param usageIsExtra whether the gateway, and not the caller, asked for usage */
    ReplyObserver(boolean usageIsExtra) {
        this.usageIsExtra = usageIsExtra;
    }

    @Override
    public Observation observe(UpstreamEvent event) {
        Bytes data = event.data();
        if (data.isEmpty()) {
            return Observation.OTHER;
        }
        if (StreamMarks.isEnd(data)) {
            ended = true;
            return Observation.END;
        }
        scanned = data;
        Kind kind = chunk.scan(data) ? Kind.CONTENT : Kind.OTHER;
        Optional<Usage> usage = chunk.usage().isEmpty()
                ? Optional.empty()
                : UsageReader.read(chunk.usage()).map(used -> tiered(used, data));
        if (chunk.error() || StreamMarks.isError(event)) {
            failed = true;
            return new Observation(Kind.FAILURE, usage, Optional.of(ErrorReader.inStream(data)));
        }
        if (usage.isEmpty()) {
            return kind == Kind.CONTENT ? Observation.CONTENT : Observation.OTHER;
        }
        boolean extra = usageIsExtra && kind == Kind.OTHER && !chunk.hasChoice();
        return new Observation(extra ? Kind.USAGE_ONLY : kind, usage, Optional.empty());
    }

    @Override
    public String outputText(UpstreamEvent event) {
        Bytes data = event.data();
        Bytes text = data == scanned ? chunk.onlyText() : Bytes.empty();
        return text.isEmpty()
                ? ChunkText.of(data)
                : JsonValue.read(text).flatMap(JsonValue::string).orElse("");
    }

    @Override
    public boolean complete() {
        return !failed && (ended || chunk.allFinished());
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        reply.requireJson();
        Optional<Bytes> usage = ReplyUsage.find(reply.body());
        if (usage.isEmpty()) {
            JsonValue.read(reply.body()).ifPresent(body -> Replies.requireSuccess(body, "choices", "data"));
        }
        return usage.flatMap(UsageReader::read).map(used -> tiered(used, reply.body()));
    }

    private static Usage tiered(Usage usage, Bytes body) {
        return usage.serviceTier().isPresent() ? usage : usage.withServiceTier(TierReader.find(body));
    }
}
