package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the chunks of one choice. Blocks may overlap; what belongs to which is told by their indexes. */
final class ChoiceEncoder {
    private final ChunkWriter chunks;
    private final int choice;
    private final boolean legacy;
    /** By block: its position among the tool calls. */
    private final Map<Integer, ToolCall> toolCalls = new HashMap<>();
    /** By block: its thinking so far, which must stand beside the signature. */
    private final Map<Integer, Thought> thoughts = new HashMap<>();

    private boolean begun;

    ChoiceEncoder(ChunkWriter chunks, int choice, boolean legacy) {
        this.chunks = chunks;
        this.choice = choice;
        this.legacy = legacy;
    }

    private record ToolCall(int index, Block.ToolUse.Kind kind) {}

    private static final class Thought {
        private final StringBuilder text = new StringBuilder();
        private Optional<Signature> signature = Optional.empty();
    }

    Bytes start(ChatEvent.BlockStarted event) {
        return switch (event.block()) {
            case Block.Text block -> text("content", block.text(), block);
            case Block.Refusal block -> text("refusal", block.text());
            case Block.Thinking block -> startThinking(event.index(), block);
            case Block.RedactedThinking block -> thinkingBlock(block);
            case Block.ToolUse block -> startToolUse(event.index(), block);
            case Block.Audio block ->
                delta(json -> {
                    json.writeName("audio");
                    BlockWriter.writeAudio(json, block);
                });
            case Block.Image block ->
                delta(json -> {
                    json.writeArrayPropertyStart("images");
                    BlockWriter.writeImage(json, block);
                    json.writeEndArray();
                });
            default -> Bytes.empty();
        };
    }

    Bytes grow(ChatEvent.BlockDelta event) {
        return switch (event.delta()) {
            case Delta.Text more -> text("content", more.text());
            case Delta.Refusal more -> text("refusal", more.text());
            case Delta.Thinking more -> {
                thought(event.index()).text.append(more.text());
                yield text("reasoning_content", more.text());
            }
            case Delta.Signed whole -> {
                thought(event.index()).signature = Optional.of(whole.signature());
                yield Bytes.empty();
            }
            case Delta.Input more -> growToolUse(event.index(), more.fragment());
            case Delta.Foreign own when own.family().equals(OpenAiDialect.FAMILY) -> foreign(own.json());
            default -> Bytes.empty();
        };
    }

    /** A signature may still be replaced while its block is open, so it is written when the block is complete. */
    Bytes stop(ChatEvent.BlockStopped event) {
        Thought thought = thoughts.remove(event.index());
        if (thought == null || thought.signature.isEmpty()) {
            return Bytes.empty();
        }
        return thinkingBlock(new Block.Thinking(thought.text.toString(), thought.signature, Annotations.NONE));
    }

    Bytes finish(StopReason reason) {
        return chunk(
                json -> {
                    if (!begun) {
                        json.writeStringProperty("content", "");
                    }
                },
                Envelope.finishReason(reason, legacy));
    }

    private Bytes startThinking(int index, Block.Thinking block) {
        Thought thought = thought(index);
        thought.text.append(block.text());
        thought.signature = block.signature();
        return text("reasoning_content", block.text(), block);
    }

    /** The beginning of a block, and what hangs on it. */
    private Bytes text(String member, String text, Block block) {
        Map<String, JsonText> extras = OwnExtras.in(block.annotations().extras());
        if (extras.isEmpty()) {
            return text(member, text);
        }
        return delta(json -> {
            json.writeStringProperty(member, text);
            Json.writeExtras(json, extras, MessageWriter.OWN);
        });
    }

    /** Members of a delta that have no canonical form, such as citations. */
    private Bytes foreign(JsonText members) {
        JsonDocument document = JsonDocument.parse(Bytes.utf8(members.text()));
        Map<String, JsonText> extras = JsonObject.of(document).unread();
        return delta(json -> Json.writeExtras(json, extras, MessageWriter.OWN));
    }

    private Thought thought(int index) {
        return thoughts.computeIfAbsent(index, ignored -> new Thought());
    }

    private Bytes thinkingBlock(Block block) {
        return delta(json -> {
            json.writeArrayPropertyStart("thinking_blocks");
            BlockWriter.writeThinking(json, block);
            json.writeEndArray();
        });
    }

    private Bytes startToolUse(int block, Block.ToolUse use) {
        int index = toolCalls.size();
        if (legacy && index > 0) {
            return Bytes.empty(); // that form has room for one call only
        }
        toolCalls.put(block, new ToolCall(index, use.kind()));
        return delta(json -> {
            if (!begun) {
                json.writeNullProperty("content");
            }
            if (legacy) {
                BlockWriter.writeFunctionCall(json, use);
                return;
            }
            json.writeArrayPropertyStart("tool_calls");
            BlockWriter.writeToolUse(json, use, Optional.of(index));
            json.writeEndArray();
        });
    }

    private Bytes growToolUse(int block, String fragment) {
        ToolCall call = toolCalls.get(block);
        if (call == null || fragment.isEmpty()) {
            return Bytes.empty();
        }
        return delta(json -> {
            if (legacy) {
                writeFragment(json, "function_call", "arguments", fragment);
                return;
            }
            boolean custom = call.kind() == Block.ToolUse.Kind.CUSTOM;
            json.writeArrayPropertyStart("tool_calls");
            json.writeStartObject();
            json.writeNumberProperty("index", call.index());
            writeFragment(json, custom ? "custom" : "function", custom ? "input" : "arguments", fragment);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void writeFragment(JsonGenerator json, String object, String member, String fragment) {
        json.writeObjectPropertyStart(object);
        json.writeStringProperty(member, fragment);
        json.writeEndObject();
    }

    /** An empty text is only worth a chunk when it is the first, which shows the client that the reply has begun. */
    private Bytes text(String member, String text) {
        return begun && text.isEmpty() ? Bytes.empty() : delta(json -> json.writeStringProperty(member, text));
    }

    private Bytes delta(Consumer<JsonGenerator> members) {
        return chunk(members, null);
    }

    private Bytes chunk(Consumer<JsonGenerator> members, @Nullable String finishReason) {
        Bytes chunk = chunks.chunk(json -> {
            json.writeStartObject();
            json.writeNumberProperty("index", choice);
            json.writeObjectPropertyStart("delta");
            if (!begun) {
                json.writeStringProperty("role", "assistant");
            }
            members.accept(json);
            json.writeEndObject();
            json.writeNullProperty("logprobs");
            json.writeStringProperty("finish_reason", finishReason);
            json.writeEndObject();
        });
        begun = true;
        return chunk;
    }
}
