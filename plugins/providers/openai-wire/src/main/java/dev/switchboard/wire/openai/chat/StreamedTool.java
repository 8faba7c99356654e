package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tool call that arrives in fragments. It starts when its name is known. */
final class StreamedTool {
    private static final int NOT_STARTED = -1;

    private final int index;
    private final int position;
    private final Map<String, JsonText> extras = new LinkedHashMap<>();
    private final StringBuilder input = new StringBuilder();
    private ToolCall first = new ToolCall("", "", "", Block.ToolUse.Kind.FUNCTION, Optional.empty(), Map.of());
    private int block = NOT_STARTED;

    /**
     * @param index    the server's number for it; negative if it gives none
     * @param position among the tools of its choice
     */
    StreamedTool(int index, int position) {
        this.index = index;
        this.position = position;
    }

    /** Whether a fragment belongs to this call: some servers give every call the same number, or none, but never the same id. */
    boolean isContinuedBy(int fragmentIndex, ToolCall fragment) {
        boolean sameId =
                fragment.id().isEmpty() || first.id().isEmpty() || fragment.id().equals(first.id());
        boolean restart =
                fragment.id().isEmpty() && fragmentIndex < 0 && !fragment.name().isEmpty();
        return fragmentIndex == index && sameId && !restart;
    }

    /** Keeps what a fragment tells until the call has started. */
    void add(ToolCall fragment) {
        if (started()) {
            return;
        }
        extras.putAll(fragment.extras());
        input.append(fragment.input());
        first = new ToolCall(
                first.id().isEmpty() ? fragment.id() : first.id(),
                first.name().isEmpty() ? fragment.name() : first.name(),
                input.toString(),
                first.name().isEmpty() ? fragment.kind() : first.kind(),
                fragment.signature().or(first::signature),
                extras);
    }

    boolean named() {
        return !first.name().isEmpty();
    }

    boolean started() {
        return block != NOT_STARTED;
    }

    int block() {
        return block;
    }

    void start(int choice, int at, List<ChatEvent> out) {
        block = at;
        out.add(new ChatEvent.BlockStarted(choice, at, first.block(choice, position)));
    }

    void grow(int choice, ToolCall fragment, List<ChatEvent> out) {
        if (!fragment.input().isEmpty()) {
            out.add(new ChatEvent.BlockDelta(choice, block, new Delta.Input(fragment.input())));
        }
        fragment.signature()
                .ifPresent(signature -> out.add(new ChatEvent.BlockDelta(choice, block, new Delta.Signed(signature))));
    }
}
