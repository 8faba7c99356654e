package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed message. The first event waits for whatever comes next, since usage that comes early belongs into it; the
 * event with the reason of the end waits for the end, since usage may come late.
 */
final class MessageStreamEncoder implements StreamEncoder<ChatEvent> {
    private final Changes changes;
    private final BlockSequence blocks;
    private final Map<String, JsonText> lastDelta = new LinkedHashMap<>();
    private final Map<String, JsonText> besideLastDelta = new LinkedHashMap<>();
    private ChatEvent.@Nullable Started started;
    private Usage usage = Usage.none();
    private StopReason reason = StopReason.OTHER;
    private Optional<String> sequence = Optional.empty();
    private boolean usesTool;
    private boolean refuses;

    MessageStreamEncoder(Changes changes) {
        this.changes = changes;
        this.blocks = new BlockSequence(changes);
    }

    @Override
    public Headers headers() {
        return Events.HEADERS;
    }

    @Override
    public Bytes encode(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started first -> {
                started = first;
                changes.foreign(first.extras(), Wire.ANTHROPIC_MESSAGES);
                return Bytes.empty();
            }
            case ChatEvent.UsageReported report -> {
                usage = report.total();
                return Bytes.empty();
            }
            case ChatEvent.Failed failed -> {
                return error(failed.error());
            }
            default -> {
                return Bytes.concat(beginning(), content(event));
            }
        }
    }

    private Bytes content(ChatEvent event) {
        return switch (event) {
            case ChatEvent.BlockStarted start when isShown(start.choice()) -> start(start);
            case ChatEvent.BlockDelta delta when delta.choice() == 0 -> blocks.grow(delta);
            case ChatEvent.BlockStopped stop when stop.choice() == 0 -> blocks.stop(stop.index());
            case ChatEvent.Stopped stop
            when stop.choice() == 0 -> {
                reason = stop.reason();
                sequence = stop.sequence();
                yield Bytes.empty();
            }
            case ChatEvent.Foreign own when own.family().equals(AnthropicDialect.FAMILY) -> foreign(own.json());
            case ChatEvent.Foreign other -> {
                changes.foreign(other.family(), other.json());
                yield Bytes.empty();
            }
            case ChatEvent.ProbabilitiesReported _ -> {
                changes.dropped("logprobs", "this format has none");
                yield Bytes.empty();
            }
            default -> Bytes.empty();
        };
    }

    private boolean isShown(int choice) {
        if (choice != 0) {
            changes.dropped("choices", "this format has one reply only");
        }
        return choice == 0;
    }

    private Bytes start(ChatEvent.BlockStarted event) {
        usesTool |= event.block() instanceof Block.ToolUse;
        if (event.block() instanceof Block.Refusal) {
            refuses = true;
            if (lastDelta.containsKey("stop_details")) {
                return Bytes.empty(); // said there
            }
        }
        return blocks.start(event);
    }

    /** What another reader of this format could not place; of the last delta it is a part, else an event of its own. */
    private Bytes foreign(JsonText json) {
        JsonValue event = JsonValue.of(json);
        String type = event.string("type").orElse("");
        if (!type.equals("message_delta")) {
            return type.matches("[a-z_]+") ? Events.frame(type, json) : Bytes.empty();
        }
        event.get("delta").members().forEach((name, value) -> lastDelta.put(name, value.text()));
        event.members().forEach((name, value) -> {
            if (!name.equals("type") && !name.equals("delta")) {
                besideLastDelta.put(name, value.text());
            }
        });
        return Bytes.empty();
    }

    private Bytes beginning() {
        ChatEvent.Started first = started;
        if (first == null) {
            return Bytes.empty();
        }
        started = null;
        JsonWriter json =
                new JsonWriter().object().string("type", "message_start").object("message");
        Envelope.writeHead(json, first.id(), first.model());
        json.array("content").endArray().nil("stop_reason").nil("stop_sequence");
        UsageWriter.write(json, usage);
        return Events.frame(
                "message_start",
                json.raw(Envelope.extras(first.extras()))
                        .endObject()
                        .endObject()
                        .text());
    }

    @Override
    public Bytes end() {
        Bytes rest = Bytes.concat(beginning(), blocks.finish());
        JsonWriter json = new JsonWriter()
                .object()
                .string("type", "message_delta")
                .object("delta")
                .string("stop_reason", StopWords.of(reason, usesTool, refuses))
                .stringOrNull("stop_sequence", sequence)
                .raw(lastDelta)
                .endObject();
        UsageWriter.write(json, usage);
        JsonText delta = json.raw(besideLastDelta).endObject().text();
        return Bytes.concat(
                rest,
                Events.frame("message_delta", delta),
                Events.frame("message_stop", new JsonText("{\"type\":\"message_stop\"}")));
    }

    @Override
    public Bytes error(GatewayError error) {
        return Events.frame("error", Errors.json(error));
    }

    @Override
    public Bytes keepAlive() {
        return Events.PING;
    }
}
