package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.Media;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Writes single blocks of a reply. */
final class BlockWriter {
    private static final Set<String> OWN_IN_TOOL_CALL = Set.of("index", "id", "type", "function", "custom");
    private static final Set<String> OWN_IN_AUDIO = Set.of("data");
    private static final Set<String> OWN_IN_IMAGE = Set.of("type", "image_url");

    private BlockWriter() {}

    /** A tool call. @param index its position among the tool calls; only streams have it */
    static void writeToolUse(JsonGenerator json, Block.ToolUse use, Optional<Integer> index) {
        json.writeStartObject();
        index.ifPresent(position -> json.writeNumberProperty("index", position));
        json.writeStringProperty("id", use.id());
        boolean custom = use.kind() == Kind.CUSTOM;
        json.writeStringProperty("type", custom ? "custom" : "function");
        json.writeObjectPropertyStart(custom ? "custom" : "function");
        json.writeStringProperty("name", use.name());
        json.writeStringProperty(custom ? "input" : "arguments", use.input());
        json.writeEndObject();
        Json.writeExtras(json, OwnExtras.in(use.annotations().extras()), OWN_IN_TOOL_CALL);
        json.writeEndObject();
    }

    /** A tool call as it was written before there were tools. */
    static void writeFunctionCall(JsonGenerator json, Block.ToolUse use) {
        json.writeObjectPropertyStart("function_call");
        json.writeStringProperty("name", use.name());
        json.writeStringProperty("arguments", use.input());
        json.writeEndObject();
    }

    /** Whether the caller must send the block back as it is, so that the text alone will not do. */
    static boolean mustComeBack(Block block) {
        return block instanceof Block.RedactedThinking
                || block instanceof Block.Thinking thinking
                        && thinking.signature().isPresent();
    }

    /** One element of {@code thinking_blocks}; nothing for a block that is not one. */
    static void writeThinking(JsonGenerator json, Block block) {
        if (block instanceof Block.RedactedThinking redacted) {
            json.writeStartObject();
            json.writeStringProperty("type", "redacted_thinking");
            json.writeStringProperty("data", redacted.data().textIn(OpenAiDialect.SIGNATURES));
            json.writeEndObject();
        } else if (block instanceof Block.Thinking thinking) {
            json.writeStartObject();
            json.writeStringProperty("type", "thinking");
            json.writeStringProperty("thinking", thinking.text());
            thinking.signature()
                    .ifPresent(signature ->
                            json.writeStringProperty("signature", signature.textIn(OpenAiDialect.SIGNATURES)));
            json.writeEndObject();
        }
    }

    static void writeAudio(JsonGenerator json, Block.Audio audio) {
        json.writeStartObject();
        if (audio.media() instanceof Media.Inline inline) {
            json.writeStringProperty("data", inline.base64());
        }
        Json.writeExtras(json, OwnExtras.in(audio.annotations().extras()), OWN_IN_AUDIO);
        json.writeEndObject();
    }

    static void writeImage(JsonGenerator json, Block.Image image) {
        json.writeStartObject();
        json.writeStringProperty("type", "image_url");
        json.writeObjectPropertyStart("image_url");
        json.writeStringProperty("url", url(image.media()));
        json.writeEndObject();
        Json.writeExtras(json, OwnExtras.in(image.annotations().extras()), OWN_IN_IMAGE);
        json.writeEndObject();
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
