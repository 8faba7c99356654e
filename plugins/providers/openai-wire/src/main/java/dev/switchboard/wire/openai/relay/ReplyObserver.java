package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.StreamMarks;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.Optional;

/** Watches one reply; only usage and errors are parsed. */
final class ReplyObserver implements RelayObserver {
    private final ChunkScanner chunk = new ChunkScanner();
    private final boolean usageIsExtra;
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
        boolean content = chunk.scan(data);
        if (chunk.error() || StreamMarks.isError(event)) {
            failed = true;
            return Observation.failure(ErrorReader.inStream(data));
        }
        if (chunk.usage().isEmpty()) {
            return content ? Observation.CONTENT : Observation.OTHER;
        }
        return withUsage(content);
    }

    private Observation withUsage(boolean content) {
        Optional<Usage> usage = UsageReader.read(chunk.usage());
        if (content || usage.isEmpty()) {
            return new Observation(
                    content ? Observation.Kind.CONTENT : Observation.Kind.OTHER, usage, Optional.empty());
        }
        return Observation.usage(usage.get(), usageIsExtra && !chunk.hasChoice());
    }

    @Override
    public boolean complete() {
        return !failed && (ended || chunk.allFinished());
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        try {
            return JsonDocument.parse(reply.body()).value("usage").flatMap(UsageReader::read);
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
