package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Quirks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes messages as items: each tool use, each result and each piece of reasoning is an item of its own. Items carry no ids:
 * a provider that did not keep them would look for them in vain.
 */
final class ItemWriter {
    private final Quirks quirks;
    private final Changes changes;
    private final JsonWriter out;
    private final PartWriter parts;
    /** By id: a result has another name for a custom tool than for a function. */
    private final Map<String, Block.ToolUse.Kind> kinds = new HashMap<>();

    ItemWriter(Quirks quirks, Changes changes, JsonWriter out) {
        this.quirks = quirks;
        this.changes = changes;
        this.out = out;
        parts = new PartWriter(out);
    }

    void write(Message message) {
        List<Block> run = new ArrayList<>();
        for (Block block : message.content()) {
            if (isPart(block, message.role())) {
                run.add(block);
            } else {
                message(message, run);
                run.clear();
                item(block);
            }
        }
        if (!run.isEmpty() || message.content().isEmpty()) {
            message(message, run);
        }
    }

    /** What stands in a message's content and not beside it. */
    private static boolean isPart(Block block, Role role) {
        return switch (block) {
            case Block.Text ignored -> true;
            case Block.Refusal ignored -> true;
            case Block.ToolUse ignored -> false;
            case Block.ToolResult ignored -> false;
            case Block.Thinking ignored -> false;
            case Block.RedactedThinking ignored -> false;
            case Block.Foreign foreign -> !PartWriter.isItem(foreign);
            default -> role != Role.ASSISTANT;
        };
    }

    private void message(Message message, List<Block> blocks) {
        if (blocks.isEmpty() && !message.content().isEmpty()) {
            return;
        }
        boolean assistant = message.role() == Role.ASSISTANT;
        out.object().string("type", "message").string("role", role(message.role()));
        parts.content(blocks, assistant);
        Map<String, JsonText> own = assistant && !blocks.isEmpty()
                ? ItemMembers.ofItem(Own.in(blocks.getFirst().annotations()))
                : Own.in(message.annotations());
        own.forEach((name, value) -> {
            if (!ItemMembers.IDENTITY.contains(name)) {
                out.raw(name, value);
            }
        });
        out.endObject();
    }

    private String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case DEVELOPER -> quirks.developerRole() ? "developer" : "system";
            case USER, TOOL -> "user"; // what stands beside tool results
            case ASSISTANT -> "assistant";
        };
    }

    private void item(Block block) {
        switch (block) {
            case Block.ToolUse use -> toolUse(use);
            case Block.ToolResult result -> toolResult(result);
            case Block.Thinking thinking -> thinking(thinking);
            case Block.RedactedThinking redacted -> redacted(redacted);
            case Block.Foreign foreign ->
                out.raw(Unsupported.unlessOwn(foreign.family(), foreign.json(), "messages", "content"));
            default ->
                throw Unsupported.because(
                        "messages",
                        "a " + block.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " of the assistant's");
        }
    }

    private void toolUse(Block.ToolUse use) {
        kinds.put(use.id(), use.kind());
        boolean custom = use.kind() == Block.ToolUse.Kind.CUSTOM;
        out.object()
                .string("type", custom ? "custom_tool_call" : "function_call")
                .string("call_id", fit(use.id()))
                .string("name", use.name())
                .string(custom ? "input" : "arguments", use.input().isEmpty() && !custom ? "{}" : use.input())
                .endObject();
    }

    private String fit(String id) {
        return quirks.toolIds().map(ids -> ids.fit(id)).orElse(id);
    }

    /** A failure that a tool reported has no place of its own: its text says it. */
    private void toolResult(Block.ToolResult result) {
        boolean custom = kinds.get(result.toolUseId()) == Block.ToolUse.Kind.CUSTOM;
        out.object()
                .string("type", custom ? "custom_tool_call_output" : "function_call_output")
                .string("call_id", fit(result.toolUseId()));
        parts.output(
                result.content().isEmpty() && result.failed() ? List.of(new Block.Text("error")) : result.content());
        out.endObject();
    }

    private void thinking(Block.Thinking thinking) {
        Map<String, JsonText> own = Own.in(thinking.annotations());
        Optional<String> encrypted = thinking.signature().flatMap(proof -> proof.of(Own.SIGNATURES));
        if (encrypted.isEmpty() && !own.containsKey("content")) {
            changes.dropped("reasoning of earlier turns", why(thinking.signature()));
            return;
        }
        out.object().string("type", "reasoning").array("summary");
        if (!own.containsKey("content") && !thinking.text().isEmpty()) {
            out.object()
                    .string("type", "summary_text")
                    .string("text", thinking.text())
                    .endObject();
        }
        out.endArray();
        if (own.containsKey("content")) {
            out.array("content")
                    .object()
                    .string("type", "reasoning_text")
                    .string("text", thinking.text())
                    .endObject()
                    .endArray();
        }
        out.string("encrypted_content", encrypted).endObject();
    }

    private void redacted(Block.RedactedThinking redacted) {
        Optional<String> encrypted = redacted.data().of(Own.SIGNATURES);
        if (encrypted.isEmpty()) {
            changes.dropped("reasoning of earlier turns", why(Optional.of(redacted.data())));
            return;
        }
        out.object()
                .string("type", "reasoning")
                .array("summary")
                .endArray()
                .string("encrypted_content", encrypted.get())
                .endObject();
    }

    private static String why(Optional<Signature> signature) {
        return signature
                .map(proof -> "it was made by a provider of the family " + proof.family())
                .orElse("the chosen provider takes back only what it encrypted itself");
    }
}
