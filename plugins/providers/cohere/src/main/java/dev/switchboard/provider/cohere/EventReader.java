package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.wire.openai.reply.TypedEventReader;
import dev.switchboard.wire.openai.reply.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads streamed chat. Cohere counts parts of the content, tools and the plan each by themselves; here every one is a block of
 * its own, numbered as they begin.
 */
final class EventReader extends TypedEventReader<ChatEvent> {
    private static final String PLAN = "plan";
    private static final Set<String> OF_END = Set.of("finish_reason", "usage", "error");

    private final String model;
    private final Instant now;
    /** Open blocks by what Cohere calls them. */
    private final Map<String, Integer> open = new HashMap<>();
    /** Parts that have ended; they stay open until the next one begins, since citations may come after their text. */
    private final List<String> ended = new ArrayList<>();

    private int begun;

    EventReader(String model, Instant now) {
        super("the reply was complete");
        this.model = model;
        this.now = now;
    }

    @Override
    protected List<ChatEvent> read(String type, JsonValue event) {
        JsonValue message = event.get("delta").get("message");
        long index = event.integer("index").orElse(0);
        return switch (type) {
            case "message-start" ->
                List.of(new ChatEvent.Started(
                        event.string("id").orElse(""), model, now, ReplyReader.unknownOfMessage(message)));
            case "tool-plan-delta" -> plan(message.string("tool_plan").orElse(""));
            case "content-start" -> start(content(index), part(message.get("content")));
            case "content-delta" ->
                likely(Probabilities.of(event.get("logprobs")), grow(content(index), part(message.get("content"))));
            case "content-end" -> ended(content(index));
            case "citation-start" -> cite(message.get("citations"));
            case "tool-call-start" -> start(tool(index), use(message.get("tool_calls")));
            case "tool-call-delta" ->
                grow(
                        tool(index),
                        new Delta.Input(message.get("tool_calls")
                                .get("function")
                                .string("arguments")
                                .orElse("")));
            case "tool-call-end" -> stop(tool(index));
            case "message-end" -> end(event.get("delta"));
            case "citation-end" -> List.of();
            default -> List.of(new ChatEvent.Foreign(ChatTranslator.FAMILY, event.text()));
        };
    }

    private static List<ChatEvent> likely(List<TokenProbability> tokens, List<ChatEvent> grown) {
        return tokens.isEmpty()
                ? grown
                : Stream.concat(grown.stream(), Stream.of(new ChatEvent.ProbabilitiesReported(0, tokens)))
                        .toList();
    }

    private static String content(long index) {
        return "content " + index;
    }

    private static String tool(long index) {
        return "tool " + index;
    }

    private List<ChatEvent> plan(String text) {
        return open.containsKey(PLAN) ? grow(PLAN, new Delta.Text(text)) : start(PLAN, new Block.Text(text));
    }

    private static Block part(JsonValue content) {
        Optional<Block> thinking =
                content.string("thinking").map(text -> new Block.Thinking(text, Optional.empty(), Annotations.NONE));
        return thinking.orElseGet(() -> switch (content.string("type").orElse("text")) {
            case "thinking" -> new Block.Thinking("", Optional.empty(), Annotations.NONE);
            case "text" -> new Block.Text(content.string("text").orElse(""));
            default -> new Block.Foreign(ChatTranslator.FAMILY, content.text(), Annotations.NONE);
        });
    }

    private static Block use(JsonValue call) {
        JsonValue function = call.get("function");
        return new Block.ToolUse(
                call.string("id").orElse(""),
                function.string("name").orElse(""),
                function.string("arguments").orElse(""),
                Block.ToolUse.Kind.FUNCTION,
                Annotations.NONE);
    }

    private List<ChatEvent> start(String name, Block block) {
        List<ChatEvent> events = new ArrayList<>();
        if (!name.equals(PLAN)) {
            events.addAll(stop(PLAN));
        }
        ended.forEach(part -> events.addAll(stop(part)));
        ended.clear();
        open.put(name, begun);
        events.add(new ChatEvent.BlockStarted(0, begun, block));
        begun++;
        return events;
    }

    private List<ChatEvent> grow(String name, Block more) {
        return switch (more) {
            case Block.Thinking thinking -> grow(name, new Delta.Thinking(thinking.text()));
            case Block.Text text -> grow(name, new Delta.Text(text.text()));
            case Block.Foreign foreign -> grow(name, new Delta.Foreign(foreign.family(), foreign.json()));
            default -> List.of();
        };
    }

    /** What grows without having begun is begun. */
    private List<ChatEvent> grow(String name, Delta delta) {
        Integer index = open.get(name);
        if (index != null) {
            return List.of(new ChatEvent.BlockDelta(0, index, delta));
        }
        return switch (delta) {
            case Delta.Text text -> start(name, new Block.Text(text.text()));
            case Delta.Thinking thinking ->
                start(name, new Block.Thinking(thinking.text(), Optional.empty(), Annotations.NONE));
            default -> List.of();
        };
    }

    private List<ChatEvent> ended(String name) {
        ended.add(name);
        return List.of();
    }

    private List<ChatEvent> stop(String name) {
        Integer index = open.remove(name);
        return index == null ? List.of() : List.of(new ChatEvent.BlockStopped(0, index));
    }

    private List<ChatEvent> cite(JsonValue citation) {
        Integer index = open.get(content(citation.integer("content_index").orElse(0)));
        return index == null
                ? List.of()
                : List.of(new ChatEvent.BlockDelta(0, index, new Delta.Cited(Citations.read(citation))));
    }

    private List<ChatEvent> end(JsonValue delta) {
        Optional<GatewayError> failure = Failure.in(delta);
        if (failure.isPresent()) {
            return List.of(failed(failure.get()));
        }
        complete();
        List<ChatEvent> events = new ArrayList<>(Unknown.events(ChatTranslator.FAMILY, delta, OF_END));
        open.values().stream().sorted().forEach(index -> events.add(new ChatEvent.BlockStopped(0, index)));
        open.clear();
        events.add(new ChatEvent.Stopped(0, ReplyReader.stopReason(delta), Optional.empty()));
        events.add(new ChatEvent.UsageReported(CohereUsage.ofChat(delta.get("usage"))));
        return events;
    }

    @Override
    protected ChatEvent failed(GatewayError error) {
        return new ChatEvent.Failed(error);
    }
}
