package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.wire.openai.reply.StreamMarks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a streamed response. Whatever a server says only in an event that something is done, and not before, is said then; what
 * it says only in the last event, at the end. The progress of tools that the provider runs is not told, their results are.
 */
final class EventReader implements StreamDecoder<ChatEvent> {
    private final Map<Integer, OpenItem> items = new TreeMap<>();
    private final Set<Class<? extends Block>> seen = new HashSet<>();
    private final List<ChatEvent> out = new ArrayList<>();
    private int blocks;
    private boolean started;
    private boolean over;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (over || event.data().isEmpty() || StreamMarks.isEnd(event.data())) {
            return List.of();
        }
        JsonValue data = JsonValue.read(event.data())
                .filter(JsonValue::isObject)
                .orElseThrow(() -> broken("holds something that is not an event"));
        String type = EventType.of(event);
        if (type.equals(EventType.ERROR) || type.equals(EventType.FAILED)) {
            fail(data);
        } else if (!type.isEmpty()) {
            read(type, data);
        }
        List<ChatEvent> events = List.copyOf(out);
        out.clear();
        return events;
    }

    @Override
    public List<ChatEvent> end() {
        if (!over) {
            throw broken("ended before the reply was complete");
        }
        return List.of();
    }

    private void read(String type, JsonValue event) {
        switch (type) {
            case "response.created", "response.queued", "response.in_progress" -> start(event.get("response"));
            case EventType.COMPLETED, EventType.INCOMPLETE -> complete(event.get("response"));
            default -> {
                start(JsonValue.MISSING);
                item(type, event);
            }
        }
    }

    private void start(JsonValue response) {
        if (!started) {
            started = true;
            out.add(new ChatEvent.Started(
                    response.filled("id").orElse(""),
                    response.filled("model").orElse(""),
                    ReplyReader.created(response),
                    ReplyReader.extras(response)));
        }
    }

    private void item(String type, JsonValue event) {
        int index = Math.clamp(event.integer("output_index").orElse(0), 0, 100_000);
        OpenItem item = items.computeIfAbsent(index, ignored -> new OpenItem(this::open, out));
        switch (type) {
            case "response.output_item.added" -> item.added(event.get("item"));
            case "response.content_part.added" -> item.part(event);
            case "response.output_text.delta", "response.refusal.delta" -> {
                item.text(event);
                probabilities(event);
            }
            case "response.output_text.annotation.added" -> item.cite(event);
            case "response.output_text.done" -> item.textDone(event, "text");
            case "response.refusal.done" -> item.textDone(event, "refusal");
            case "response.content_part.done" -> item.partDone(event);
            case "response.reasoning_summary_text.delta" -> item.think(event, "summary_index", false);
            case "response.reasoning_text.delta" -> item.think(event, "content_index", true);
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                item.input(event.string("delta").orElse(""));
            case "response.function_call_arguments.done" ->
                item.inputDone(event.string("arguments").orElse(""));
            case "response.custom_tool_call_input.done" ->
                item.inputDone(event.string("input").orElse(""));
            case "response.output_item.done" -> item.done(event.get("item"));
            default -> {
                // the progress of something whose result comes whole
            }
        }
    }

    /** Starts a block. @return its index */
    private int open(Block block) {
        seen.add(block.getClass());
        out.add(new ChatEvent.BlockStarted(0, blocks, block));
        return blocks++;
    }

    private void probabilities(JsonValue event) {
        List<TokenProbability> tokens = ItemReader.probabilities(event.get("logprobs"));
        if (!tokens.isEmpty()) {
            out.add(new ChatEvent.ProbabilitiesReported(0, tokens));
        }
    }

    private void complete(JsonValue response) {
        start(response);
        List<JsonValue> whole = response.get("output").elements();
        for (int i = 0; i < whole.size(); i++) {
            items.computeIfAbsent(i, ignored -> new OpenItem(this::open, out)).done(whole.get(i));
        }
        items.values().forEach(OpenItem::close);
        ResponseUsage.read(response).ifPresent(usage -> out.add(new ChatEvent.UsageReported(usage)));
        out.add(new ChatEvent.Stopped(0, ReplyReader.reason(response, seen::contains), Optional.empty()));
        over = true;
    }

    private void fail(JsonValue event) {
        ResponseUsage.read(event.get("response"))
                .filter(ignored -> started)
                .ifPresent(usage -> out.add(new ChatEvent.UsageReported(usage)));
        out.add(new ChatEvent.Failed(Failures.of(event)));
        over = true;
    }

    private static GatewayException broken(String what) {
        return GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream " + what);
    }
}
