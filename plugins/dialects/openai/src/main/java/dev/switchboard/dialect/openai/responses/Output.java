package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns blocks into output items. Texts that follow one another are parts of one message. */
final class Output {
    private final EventWriter events;
    private final Namespaces namespaces;
    private final Changes changes;
    private final OutputItems items;
    private final Map<Integer, MessagePart> parts = new HashMap<>();
    private final Map<Integer, OutputItem> others = new HashMap<>();
    private final Map<Integer, Signature> signedTexts = new HashMap<>();
    private final List<TokenProbability> tokens = new ArrayList<>();
    private boolean refused;

    Output(EventWriter events, Namespaces namespaces, Changes changes) {
        this.events = events;
        this.namespaces = namespaces;
        this.changes = changes;
        this.items = new OutputItems(events);
    }

    /** @param id of the response, of which the names of items are made that have none */
    void start(String id) {
        items.start(id);
    }

    /** Whether the model declined in words. */
    boolean refused() {
        return refused;
    }

    List<JsonText> json() {
        return items.json();
    }

    void start(ChatEvent.BlockStarted event) {
        Block block = event.block();
        changes.foreign(block.annotations().extras(), Wire.OPENAI_RESPONSES);
        switch (block) {
            case Block.Text text -> startPart(event.index(), text);
            case Block.Refusal refusal -> startPart(event.index(), refusal);
            case Block.Thinking thinking -> {
                ReasoningItem item =
                        items.add(new ReasoningItem(events, items.size(), items.id("rs", thinking), thinking));
                others.put(event.index(), item);
                item.grow(thinking.text());
            }
            case Block.RedactedThinking redacted ->
                others.put(
                        event.index(),
                        items.add(new ReasoningItem(events, items.size(), items.id("rs", redacted), redacted)));
            case Block.ToolUse use -> {
                String prefix = use.kind() == Block.ToolUse.Kind.CUSTOM ? "ctc" : "fc";
                CallItem item = items.add(new CallItem(events, items.size(), items.id(prefix, use), use, namespaces));
                others.put(event.index(), item);
                item.grow(use.input());
            }
            case Block.Image image when image.media() instanceof Media.Inline inline -> whole(image(image, inline));
            case Block.Foreign foreign when foreign.family().equals(Own.FORMAT) -> whole(foreign.json());
            case Block.Foreign other -> changes.foreign(other.family(), other.json());
            default ->
                changes.dropped(
                        "a block of the reply (" + block.getClass().getSimpleName() + ")",
                        "the format " + Own.FORMAT + " has no place for it");
        }
    }

    private void startPart(int block, Block text) {
        refused |= text instanceof Block.Refusal;
        parts.put(block, items.messageFor(text).start(text));
        text.annotations().signature().ifPresent(proof -> signedTexts.put(block, proof));
    }

    private void whole(JsonText json) {
        String id = JsonValue.of(json).filled("id").orElse(items.name("item"));
        items.add(new WholeItem(events, items.size(), id, json)).finish(OutputItem.COMPLETED);
    }

    private JsonText image(Block.Image block, Media.Inline image) {
        Map<String, JsonText> extras = new LinkedHashMap<>(Own.in(block.annotations()));
        extras.remove("id");
        return new JsonWriter()
                .object()
                .string("id", items.id("ig", block))
                .string("type", "image_generation_call")
                .string("status", OutputItem.COMPLETED)
                .string("result", image.base64())
                .raw(extras)
                .endObject()
                .text();
    }

    void grow(ChatEvent.BlockDelta event) {
        MessagePart part = parts.get(event.index());
        OutputItem item = others.get(event.index());
        switch (event.delta()) {
            case Delta.Text more
            when part != null -> {
                part.grow(more.text(), List.copyOf(tokens));
                tokens.clear();
            }
            case Delta.Refusal more when part != null -> part.grow(more.text(), List.of());
            case Delta.Cited cited when part != null -> cite(part, cited);
            case Delta.Signed whole when part != null -> signedTexts.put(event.index(), whole.signature());
            case Delta.Thinking more when item instanceof ReasoningItem reasoning -> reasoning.grow(more.text());
            case Delta.Signed whole when item instanceof ReasoningItem reasoning -> reasoning.sign(whole.signature());
            case Delta.Signed whole when item instanceof CallItem call -> call.sign(whole.signature());
            case Delta.Input more when item instanceof CallItem call -> call.grow(more.fragment());
            case Delta.Foreign other -> changes.foreign(other.family(), other.json());
            default -> {
                // of a block that has no place here, which is said already
            }
        }
    }

    private void cite(MessagePart part, Delta.Cited cited) {
        if (!part.cite(cited.citation())) {
            changes.dropped("a citation of the reply", "the format " + Own.FORMAT + " cites addresses only");
        }
    }

    /** They belong to the text that comes next, or came last. */
    void likely(List<TokenProbability> more) {
        tokens.addAll(more);
    }

    void stop(int block) {
        MessagePart part = parts.get(block);
        if (part != null) {
            if (part.refuses() && !tokens.isEmpty()) {
                changes.dropped("logprobs", "the format " + Own.FORMAT + " has none for a refusal");
            }
            part.grow("", List.copyOf(tokens));
            tokens.clear();
            part.stop();
            Optional.ofNullable(signedTexts.remove(block)).ifPresent(this::signText);
            items.closeQuietMessages();
        }
        switch (others.get(block)) {
            case ReasoningItem reasoning -> reasoning.close(OutputItem.COMPLETED);
            case CallItem call -> call.close(OutputItem.COMPLETED);
            case null, default -> {
                // a part, or nothing
            }
        }
    }

    /** A text has no field for a signature: it stands behind the text, as reasoning that shows nothing. */
    private void signText(Signature proof) {
        Block empty = new Block.Thinking("", Optional.of(proof), Annotations.NONE);
        items.add(new ReasoningItem(events, items.size(), items.name("rs"), empty))
                .close(OutputItem.COMPLETED);
    }

    /** Ends whatever is open. @param status of what was not complete */
    void close(String status) {
        items.close(status);
    }
}
