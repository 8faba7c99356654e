package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Optional;

/**
 * Reasoning. It shows as a summary, or raw where a provider of this format showed it so. Reasoning that shows nothing has no
 * part; a shown one that is empty has an empty part, so that both can be told apart when they come back.
 */
final class ReasoningItem extends OutputItem {
    private final StringBuilder text = new StringBuilder();
    private final boolean raw;
    private final boolean redacted;
    private Optional<Signature> signature;
    private boolean shown;

    ReasoningItem(EventWriter events, int index, String id, Block block) {
        super(events, index, id);
        raw = Own.in(block.annotations()).containsKey("content");
        redacted = block instanceof Block.RedactedThinking;
        signature = switch (block) {
            case Block.Thinking thinking -> thinking.signature();
            case Block.RedactedThinking hidden -> Optional.of(hidden.data());
            default -> block.annotations().signature();
        };
    }

    void sign(Signature proof) {
        signature = Optional.of(proof);
    }

    void grow(String more) {
        if (more.isEmpty()) {
            return;
        }
        show();
        text.append(more);
        if (raw) {
            say(
                    "response.reasoning_text.delta",
                    json -> json.integer("content_index", 0).string("delta", more));
        } else {
            say(
                    "response.reasoning_summary_text.delta",
                    json -> json.integer("summary_index", 0).string("delta", more));
        }
    }

    private void show() {
        if (shown) {
            return;
        }
        if (raw) {
            say(
                    "response.content_part.added",
                    json -> json.integer("content_index", 0).raw("part", part("reasoning_text")));
        } else {
            say(
                    "response.reasoning_summary_part.added",
                    json -> json.integer("summary_index", 0).raw("part", part("summary_text")));
        }
        shown = true;
    }

    void close(String endStatus) {
        if (!redacted && signature.isPresent()) {
            show();
        }
        if (shown && raw) {
            say(
                    "response.reasoning_text.done",
                    json -> json.integer("content_index", 0).string("text", text.toString()));
            say(
                    "response.content_part.done",
                    json -> json.integer("content_index", 0).raw("part", part("reasoning_text")));
        } else if (shown) {
            say(
                    "response.reasoning_summary_text.done",
                    json -> json.integer("summary_index", 0).string("text", text.toString()));
            say(
                    "response.reasoning_summary_part.done",
                    json -> json.integer("summary_index", 0).raw("part", part("summary_text")));
        }
        finish(endStatus);
    }

    private JsonText part(String type) {
        return new JsonWriter()
                .object()
                .string("type", type)
                .string("text", text.toString())
                .endObject()
                .text();
    }

    @Override
    JsonText json() {
        JsonWriter json = new JsonWriter().object().string("id", id()).string("type", "reasoning");
        json.array("summary");
        if (shown && !raw) {
            json.raw(part("summary_text"));
        }
        json.endArray();
        if (raw) {
            json.array("content");
            if (shown) {
                json.raw(part("reasoning_text"));
            }
            json.endArray();
        }
        signature.ifPresent(proof -> json.string("encrypted_content", proof.textIn(Own.SIGNATURES)));
        return json.endObject().text();
    }
}
