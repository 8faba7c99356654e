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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns blocks into output items. Texts that follow one another are parts of one message. */
final class Output {
    private final EventWriter events;
    private final Namespaces namespaces;
    private final Changes changes;
    private final List<OutputItem> items = new ArrayList<>();
    private final Map<Integer, MessagePart> parts = new HashMap<>();
    private final Map<Integer, OutputItem> others = new HashMap<>();
    private final Map<Integer, Signature> signedTexts = new HashMap<>();
    private final List<TokenProbability> tokens = new ArrayList<>();
    private @Nullable MessageItem message;
    private boolean refused;
    private String base = "";

    Output(EventWriter events, Namespaces namespaces, Changes changes) {
        this.events = events;
        this.namespaces = namespaces;
        this.changes = changes;
    }

    /** @param id of the response, of which the names of items are made that have none */
    void start(String id) {
        base = id.startsWith("resp_") ? id.substring("resp_".length()) : id;
    }

    /** Whether the model declined in words. */
    boolean refused() {
        return refused;
    }

    List<JsonText> json() {
        return items.stream().map(OutputItem::json).toList();
    }

    void start(ChatEvent.BlockStarted event) {
        Block block = event.block();
        switch (block) {
            case Block.Text text -> startPart(event.index(), text);
            case Block.Refusal refusal -> startPart(event.index(), refusal);
            case Block.Thinking thinking -> {
                ReasoningItem item = add(new ReasoningItem(events, items.size(), id("rs", thinking), thinking));
                others.put(event.index(), item);
                item.grow(thinking.text());
            }
            case Block.RedactedThinking redacted ->
                others.put(event.index(), add(new ReasoningItem(events, items.size(), id("rs", redacted), redacted)));
            case Block.ToolUse use -> {
                String prefix = use.kind() == Block.ToolUse.Kind.CUSTOM ? "ctc" : "fc";
                CallItem item = add(new CallItem(events, items.size(), id(prefix, use), use, namespaces));
                others.put(event.index(), item);
                item.grow(use.input());
            }
            case Block.Image image when image.media() instanceof Media.Inline inline -> whole(image(inline));
            case Block.Foreign foreign when foreign.family().equals(Own.FORMAT) -> whole(foreign.json());
            default ->
                changes.dropped(
                        "a block of the reply (" + block.getClass().getSimpleName() + ")",
                        "the format " + Own.FORMAT + " has no place for it");
        }
    }

    private void startPart(int block, Block text) {
        refused |= text instanceof Block.Refusal;
        MessageItem open = message;
        if (open == null) {
            open = new MessageItem(events, items.size(), id("msg", text), text);
            items.add(open);
            message = open;
            open.begin();
        }
        parts.put(block, open.start(text));
        text.annotations().signature().ifPresent(proof -> signedTexts.put(block, proof));
    }

    /** Adds an item that is not a message, which ends the message before it. */
    private <I extends OutputItem> I add(I item) {
        sealMessage();
        items.add(item);
        item.begin();
        return item;
    }

    /** The next text is one of another message; the open one ends as soon as nothing in it grows. */
    private void sealMessage() {
        MessageItem open = message;
        message = null;
        if (open != null && open.quiet()) {
            open.close(OutputItem.COMPLETED);
        }
    }

    private void whole(JsonText json) {
        String id = JsonValue.of(json).filled("id").orElse(name("item"));
        add(new WholeItem(events, items.size(), id, json)).finish(OutputItem.COMPLETED);
    }

    private JsonText image(Media.Inline image) {
        return new JsonWriter()
                .object()
                .string("id", name("ig"))
                .string("type", "image_generation_call")
                .string("status", OutputItem.COMPLETED)
                .string("result", image.base64())
                .endObject()
                .text();
    }

    private String id(String prefix, Block block) {
        return Optional.ofNullable(Own.in(block.annotations()).get("id"))
                .map(JsonText::asString)
                .orElse(name(prefix));
    }

    private String name(String prefix) {
        return prefix + "_" + base + "_" + items.size();
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
            default -> {
                // of a block that has no place here, or that only another format understands
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
            part.grow("", List.copyOf(tokens));
            tokens.clear();
            part.stop();
            Optional.ofNullable(signedTexts.remove(block)).ifPresent(this::signText);
            closeQuietMessages();
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
        add(new ReasoningItem(events, items.size(), name("rs"), empty)).close(OutputItem.COMPLETED);
    }

    private void closeQuietMessages() {
        for (OutputItem item : items) {
            if (item instanceof MessageItem sealed && sealed != message && !sealed.closed() && sealed.quiet()) {
                sealed.close(OutputItem.COMPLETED);
            }
        }
    }

    /** Ends whatever is open. @param status of what was not complete */
    void close(String status) {
        for (OutputItem item : items) {
            if (!item.closed()) {
                switch (item) {
                    case MessageItem open -> open.close(status);
                    case ReasoningItem open -> open.close(status);
                    case CallItem open -> open.close(status);
                    default -> item.finish(status);
                }
            }
        }
    }
}
