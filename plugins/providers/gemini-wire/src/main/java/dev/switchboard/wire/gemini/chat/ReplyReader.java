package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import dev.switchboard.wire.gemini.reply.Events;
import dev.switchboard.wire.gemini.reply.UsageMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a whole reply. */
final class ReplyReader {
    private final PartReader parts;

    private ReplyReader(Envelope envelope) {
        parts = new PartReader(envelope.id());
    }

    static ChatResponse read(Bytes body) {
        JsonValue reply = JsonValue.read(body).orElse(JsonValue.MISSING);
        ErrorReader.inReply(reply).ifPresent(error -> {
            throw error.asException();
        });
        List<JsonValue> candidates = reply.get("candidates").elements();
        if (candidates.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM,
                    "the upstream answered with something else (expected: an object with candidates)");
        }
        Envelope envelope = new Envelope(reply);
        ReplyReader reader = new ReplyReader(envelope);
        return new ChatResponse(
                envelope.id(),
                envelope.model(),
                envelope.created(),
                candidates.stream().map(reader::choice).toList(),
                new UsageMeter().add(reply).orElse(Usage.none()),
                envelope.extras());
    }

    private ChatResponse.Choice choice(JsonValue json) {
        Candidate candidate = new Candidate(json);
        List<Block> content = new ArrayList<>();
        List<JsonValue> all = candidate.parts();
        for (int i = 0; i < all.size(); i++) {
            Block block = parts.read(all.get(i));
            content.add(block instanceof Block.Text text ? cited(text, json, i) : block);
        }
        boolean called = content.stream().anyMatch(Block.ToolUse.class::isInstance);
        return new ChatResponse.Choice(
                Events.index(json),
                content,
                StopReasons.read(candidate.finishReason().orElse(""), called),
                Optional.empty(),
                candidate.probabilities(),
                Extras.of(Wire.GEMINI_GENERATE, candidate.rest()));
    }

    private static Block.Text cited(Block.Text text, JsonValue candidate, int part) {
        if (!Sources.areIn(candidate)) {
            return text;
        }
        List<Citation> citations = new Sources(text.text()).read(candidate, OptionalInt.of(part));
        return new Block.Text(text.content(), citations, text.annotations());
    }
}
