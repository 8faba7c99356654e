package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.Quirks.Signatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes earlier reasoning in the form in which the server wants it back. What another provider signed stays behind. */
final class ReasoningWriter {
    private final Quirks quirks;
    private final JsonWriter out;
    private final Changes changes;

    ReasoningWriter(Quirks quirks, JsonWriter out, Changes changes) {
        this.quirks = quirks;
        this.out = out;
        this.changes = changes;
    }

    /** Writes the reasoning of one message: plain text in one member, what the server signed in another. */
    void write(List<Block> blocks) {
        boolean welcome = quirks.reasoningInput().isPresent() || quirks.signatures() != Signatures.NONE;
        if (!welcome || quirks.leavesOut("thinking")) {
            return;
        }
        List<Block> signed = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        boolean any = false;
        for (Block block : blocks) {
            Optional<Signature> signature = signature(block);
            if (signature.isPresent() && isOwn(signature.get())) {
                signed.add(block);
            } else if (signature.isPresent()) {
                leaveOut("thinking", signature.get());
            } else if (block instanceof Block.Thinking thinking) {
                plain.add(thinking.text());
            }
            any |= signature.isPresent() || block instanceof Block.Thinking;
        }
        plain(plain, any && quirks.signatures() == Signatures.NONE);
        signed(signed);
    }

    /** Whether a block is a part of the content, where a server wants earlier reasoning there. */
    boolean isPart(Block block) {
        return amongParts()
                && !quirks.leavesOut("thinking")
                && block instanceof Block.Thinking thinking
                && thinking.signature().isEmpty();
    }

    private boolean amongParts() {
        return quirks.reasoningInput().filter(Quirks.CONTENT::equals).isPresent();
    }

    private static Optional<Signature> signature(Block block) {
        return switch (block) {
            case Block.Thinking thinking -> thinking.signature();
            case Block.RedactedThinking redacted -> Optional.of(redacted.data());
            default -> Optional.empty();
        };
    }

    private boolean isOwn(Signature signature) {
        return switch (quirks.signatures()) {
            case NONE, EXTRA_CONTENT -> false;
            case REASONING_DETAILS -> signature.family().equals(ReasoningDetail.FAMILY);
            case THINKING_BLOCKS -> signature.family().equals(ThinkingReader.BLOCKS);
        };
    }

    /** @param demanded whether also an empty text is written: DeepSeek refuses a turn without one */
    private void plain(List<String> texts, boolean demanded) {
        String text = String.join("\n", texts);
        if (!amongParts() && (demanded || !text.isEmpty())) {
            quirks.reasoningInput().ifPresent(member -> out.string(member, text));
        }
    }

    private void signed(List<Block> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        boolean details = quirks.signatures() == Signatures.REASONING_DETAILS;
        out.array(details ? "reasoning_details" : "thinking_blocks");
        for (Block block : blocks) {
            if (details) {
                out.raw(ReasoningDetail.of(block));
            } else {
                thinkingBlock(block);
            }
        }
        out.endArray();
    }

    private void thinkingBlock(Block block) {
        String signature = signature(block).map(Signature::value).orElse("");
        if (block instanceof Block.Thinking thinking) {
            out.object().string("type", "thinking").string("thinking", thinking.text());
            out.string("signature", signature).endObject();
        } else {
            out.object()
                    .string("type", "redacted_thinking")
                    .string("data", signature)
                    .endObject();
        }
    }

    /** Writes the signature that hangs on the text of a message: the last one, should there be several. */
    void signature(List<Block> content) {
        content.reversed().stream()
                .map(Block::annotations)
                .filter(annotations -> annotations.signature().isPresent())
                .findFirst()
                .ifPresent(this::signature);
    }

    /** Writes the signature that hangs on a tool use. */
    void signature(Annotations annotations) {
        annotations.signature().ifPresent(signature -> {
            if (quirks.signatures() == Signatures.EXTRA_CONTENT
                    && signature.family().equals(ThoughtSignature.FAMILY)) {
                ThoughtSignature.write(signature, out);
            } else {
                leaveOut("signature", signature);
            }
        });
    }

    private void leaveOut(String what, Signature signature) {
        changes.dropped(what, "only " + signature.family() + ", who signed it, can read it");
    }

    static boolean isReasoning(Block block) {
        return block instanceof Block.Thinking || block instanceof Block.RedactedThinking;
    }
}
