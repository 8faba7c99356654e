package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.GeminiWire;
import java.util.List;
import java.util.Optional;

/** Writes blocks as parts. A signature stands on the part it came on, unchanged. */
final class PartWriter {
    /**
     * Stands for the signature of a call that another model made: Gemini 3 demands one on the first call of a turn, and Google
     * documents this word for conversations that come from elsewhere.
     */
    private static final String UNSIGNED_CALL = "skip_thought_signature_validator";

    private final boolean demandsSignatures;
    private final Changes changes;
    private final JsonWriter out;
    private final MediaWriter media;

    PartWriter(String model, Changes changes, JsonWriter out) {
        demandsSignatures = Generation.of(model) == Generation.THREE;
        this.changes = changes;
        this.out = out;
        media = new MediaWriter(changes, out);
    }

    /** Of a turn of the model's, what may go back: reasoning of another maker's may not, and nobody misses an empty text. */
    List<Block> returnable(List<Block> blocks, String path) {
        return blocks.stream().filter(block -> isReturnable(block, path)).toList();
    }

    private boolean isReturnable(Block block, String path) {
        Optional<Signature> foreign =
                signature(block).filter(signature -> own(signature).isEmpty());
        if (foreign.isPresent()) {
            boolean reasoning = block instanceof Block.Thinking || block instanceof Block.RedactedThinking;
            changes.dropped(
                    path, (reasoning ? "reasoning" : "a signature") + " of another maker cannot go back to Gemini");
            return !reasoning;
        }
        return !(block instanceof Block.Text text
                && text.content().isEmpty()
                && signature(block).isEmpty());
    }

    private static Optional<Signature> signature(Block block) {
        return switch (block) {
            case Block.Thinking thinking -> thinking.signature();
            case Block.RedactedThinking redacted -> Optional.of(redacted.data());
            default -> block.annotations().signature();
        };
    }

    private static Optional<String> own(Signature signature) {
        return signature.of(GeminiWire.FAMILY);
    }

    /** Writes a turn of the model's. */
    void model(List<Block> blocks) {
        boolean first = demandsSignatures;
        for (Block block : blocks) {
            if (block instanceof Block.ToolUse use) {
                Optional<String> signature = use.annotations().signature().flatMap(PartWriter::own);
                Optional<String> substitute = first ? Optional.of(UNSIGNED_CALL) : Optional.empty();
                call(use, signature.or(() -> substitute));
                first = false;
            } else {
                write(block);
            }
        }
    }

    /** Writes anything but calls and their results. */
    void write(Block block) {
        switch (block) {
            case Block.Text text -> text(text.content(), false, signature(block), text.annotations());
            case Block.Refusal refusal ->
                text(JsonString.of(refusal.text()), false, signature(block), refusal.annotations());
            case Block.Thinking thinking ->
                text(JsonString.of(thinking.text()), true, signature(block), thinking.annotations());
            case Block.RedactedThinking redacted ->
                text(JsonString.EMPTY, true, signature(block), redacted.annotations());
            case Block.Foreign own when own.family().equals(GeminiWire.FAMILY) -> out.raw(own.json());
            case Block.Foreign other ->
                throw Refusals.unsupported("messages", "a block that only the format of " + other.family() + " knows");
            default -> {
                out.object();
                media.write(block);
                end(signature(block).flatMap(PartWriter::own), block.annotations());
            }
        }
    }

    private void text(JsonString text, boolean thought, Optional<Signature> signature, Annotations annotations) {
        out.object().string("text", text);
        if (thought) {
            out.bool("thought", true);
        }
        end(signature.flatMap(PartWriter::own), annotations);
    }

    private void call(Block.ToolUse use, Optional<String> signature) {
        out.object()
                .object("functionCall")
                .string("id", use.id())
                .string("name", use.name())
                .raw("args", arguments(use))
                .endObject();
        end(signature, use.annotations());
    }

    private void end(Optional<String> signature, Annotations annotations) {
        out.string("thoughtSignature", signature)
                .raw(annotations.extras().in(Wire.GEMINI_GENERATE))
                .endObject();
    }

    private JsonText arguments(Block.ToolUse use) {
        if (use.input().isBlank()) {
            return new JsonText("{}");
        }
        Optional<JsonValue> object = JsonValue.read(Bytes.utf8(use.input())).filter(JsonValue::isObject);
        if (object.isEmpty()) {
            changes.changed(
                    "arguments of " + use.name(), "they are no JSON object and became the member 'input' of one");
        }
        return object.map(JsonValue::text)
                .orElseGet(() -> new JsonWriter()
                        .object()
                        .string("input", use.input())
                        .endObject()
                        .text());
    }

    /** Writes what a tool answered: an object, as it is; anything else as the member of one. */
    void result(Block.ToolResult result, String name) {
        List<Block> attached = result.content().stream()
                .filter(block -> !(block instanceof Block.Text))
                .toList();
        out.object()
                .object("functionResponse")
                .string("id", result.toolUseId())
                .string("name", name)
                .raw("response", response(result));
        if (!attached.isEmpty()) {
            out.array("parts");
            attached.forEach(this::write);
            out.endArray();
        }
        out.endObject();
        end(Optional.empty(), result.annotations());
    }

    private static JsonText response(Block.ToolResult result) {
        String text = String.join(
                "\n",
                result.content().stream()
                        .filter(Block.Text.class::isInstance)
                        .map(block -> ((Block.Text) block).text())
                        .toList());
        Optional<JsonText> object =
                JsonValue.read(Bytes.utf8(text)).filter(JsonValue::isObject).map(JsonValue::text);
        return object.filter(any -> !result.failed())
                .orElseGet(() -> new JsonWriter()
                        .object()
                        .string(result.failed() ? "error" : "result", text)
                        .endObject()
                        .text());
    }
}
