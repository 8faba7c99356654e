package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Writes single blocks of a reply. */
final class BlockWriter {
    private static final Set<String> OWN_IN_TOOL_CALL = Set.of("index", "id", "type", "function", "custom");
    private static final Set<String> OWN_IN_AUDIO = Set.of("data");
    private static final Set<String> OWN_IN_IMAGE = Set.of("type", "image_url");

    private BlockWriter() {}

    /** A tool call. @param index its position among the tool calls; only streams have it */
    static void writeToolUse(JsonWriter json, Block.ToolUse use, OptionalLong index) {
        boolean custom = use.kind() == Kind.CUSTOM;
        Optional<Signature> signature = use.annotations().signature();
        json.object().integer("index", index);
        json.string("id", signature.map(proof -> proof.inId(use.id())).orElse(use.id()));
        json.string("type", custom ? "custom" : "function").object(custom ? "custom" : "function");
        json.string("name", use.name()).string(custom ? "input" : "arguments", use.input());
        json.endObject();
        OwnExtras.write(json, OwnExtras.in(use.annotations().extras()), OWN_IN_TOOL_CALL);
        json.endObject();
    }

    /** A tool call as it was written before there were tools. */
    static void writeFunctionCall(JsonWriter json, Block.ToolUse use) {
        json.object("function_call").string("name", use.name()).string("arguments", use.input());
        json.endObject();
    }

    /** Whether the caller must send the block back as it is, so that the text alone will not do. */
    static boolean mustComeBack(Block block) {
        return switch (block) {
            case Block.RedactedThinking ignored -> true;
            case Block.Thinking thinking -> thinking.signature().isPresent();
            default -> false;
        };
    }

    /** One element of {@code thinking_blocks}; nothing for a block that is not one. */
    static void writeThinking(JsonWriter json, Block block) {
        if (block instanceof Block.RedactedThinking redacted) {
            json.object().string("type", "redacted_thinking");
            json.string("data", redacted.data().textIn(OpenAiDialect.SIGNATURES))
                    .endObject();
        } else if (block instanceof Block.Thinking thinking) {
            writeThinking(json, thinking.text(), thinking.signature());
        }
    }

    /** One element of {@code thinking_blocks}. @param text empty for the signature of the message's own text */
    static void writeThinking(JsonWriter json, String text, Optional<Signature> signature) {
        json.object().string("type", "thinking").string("thinking", text);
        json.string("signature", signature.map(proof -> proof.textIn(OpenAiDialect.SIGNATURES)));
        json.endObject();
    }

    /** Sound the model made. */
    static void writeAudio(JsonWriter json, Block.Audio audio) {
        json.object("audio");
        if (audio.media() instanceof Media.Inline inline) {
            json.string("data", inline.base64());
        }
        OwnExtras.write(json, OwnExtras.in(audio.annotations().extras()), OWN_IN_AUDIO);
        json.endObject();
    }

    static void writeImage(JsonWriter json, Block.Image image) {
        json.object().string("type", "image_url");
        json.object("image_url").string("url", url(image.media())).endObject();
        OwnExtras.write(json, OwnExtras.in(image.annotations().extras()), OWN_IN_IMAGE);
        json.endObject();
    }

    private static String url(Media media) {
        return switch (media) {
            case Media.Inline inline -> inline.toUrl();
            case Media.Upload upload -> upload.toInline().toUrl();
            case Media.Remote remote -> remote.url();
            case Media.Stored stored -> stored.id();
        };
    }
}
