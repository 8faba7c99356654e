package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
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
        Kind kind = chunk.scan(data) ? Kind.CONTENT : Kind.OTHER;
        Optional<Usage> usage = chunk.usage().isEmpty() ? Optional.empty() : UsageReader.read(chunk.usage());
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
        return ChunkText.of(event.data());
    }

    @Override
    public boolean complete() {
        return !failed && (ended || chunk.allFinished());
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        return ReplyUsage.find(reply.body()).flatMap(UsageReader::read);
    }
}
