package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of a content. */
final class PartsReader {
    /** Stands before the function's name where a result names no call; no id begins so. */
    static final String NAMED = "\u0000";

    /** Members under which tools that are no Gemini's put a plain answer. */
    private static final List<String> ANSWERS = List.of("result", "output");

    Block read(JsonField value) {
        if (value.isString()) {
            return new Block.Text(value.asJsonString());
        }
        Fields part = Fields.of(value);
        boolean thought = part.bool("thought").orElse(false);
        Optional<Signature> signature = part.string("thoughtSignature").map(Signatures::read);
        Optional<JsonString> text = part.get("text").map(JsonField::asJsonString);
        if (text.isPresent() || signature.isPresent() && part.unread().isEmpty()) {
            return text(text, thought, signature, part);
        }
        Optional<Fields> call = part.object("functionCall");
        Optional<Fields> result = part.object("functionResponse");
        Optional<Fields> inline = part.object("inlineData");
        Optional<Fields> file = part.object("fileData");
        Annotations annotations = annotations(signature, part);
        return call.map(fields -> call(fields, annotations))
                .or(() -> result.map(fields -> result(fields, annotations)))
                .or(() -> inline.map(fields -> inline(fields, annotations)))
                .or(() -> file.map(fields -> file(fields, annotations)))
                .orElseGet(() -> new Block.Foreign(GeminiDialect.FAMILY, value.text(), Annotations.NONE));
    }

    /** Another maker's hidden reasoning is a thought without so much as an empty text. */
    private static Block text(Optional<JsonString> text, boolean thought, Optional<Signature> signature, Fields part) {
        if (!thought) {
            return new Block.Text(text.orElse(JsonString.EMPTY), List.of(), annotations(signature, part));
        }
        Annotations plain = Annotations.of(part.extras());
        return signature
                .filter(proof -> text.isEmpty() && !proof.family().equals(GeminiDialect.FAMILY))
                .<Block>map(proof -> new Block.RedactedThinking(proof, plain))
                .orElseGet(
                        () -> new Block.Thinking(text.orElse(JsonString.EMPTY).value(), signature, plain));
    }

    private static Annotations annotations(Optional<Signature> signature, Fields part) {
        Annotations plain = Annotations.of(part.extras());
        return signature.map(plain::withSignature).orElse(plain);
    }

    private static Block call(Fields call, Annotations annotations) {
        return new Block.ToolUse(
                call.string("id").orElse(""),
                call.require("name").asString(),
                call.get("args").map(args -> args.text().text()).orElse(""),
                Block.ToolUse.Kind.FUNCTION,
                annotations);
    }

    private Block result(Fields result, Annotations annotations) {
        String name = result.require("name").asString();
        JsonValue response = result.get("response").map(JsonField::value).orElse(JsonValue.MISSING);
        boolean failed =
                response.members().size() == 1 && !response.get("error").isNull();
        List<Block> content = new ArrayList<>();
        content.add(new Block.Text(answer(response, failed)));
        result.list("parts").forEach(part -> content.add(read(part)));
        return new Block.ToolResult(result.string("id").orElse(NAMED + name), content, failed, annotations);
    }

    /** An object that only wraps a text is that text; any other stays JSON. */
    private static String answer(JsonValue response, boolean failed) {
        if (response.members().size() == 1) {
            Optional<String> wrapped = ANSWERS.stream()
                    .flatMap(name -> response.string(name).stream())
                    .findFirst();
            if (wrapped.isPresent() || failed && response.get("error").isString()) {
                return wrapped.or(() -> response.string("error")).orElse("");
            }
        }
        JsonText text = response.text();
        return text.isNull() ? "{}" : text.text();
    }

    private static Block inline(Fields data, Annotations annotations) {
        String type = data.require("mimeType").asString();
        String content = data.require("data").asString();
        return media(new Media.Inline(type, base64(content)), type, data.string("displayName"), annotations);
    }

    /** SDKs of some languages write base64 for addresses, which other providers do not take. */
    private static String base64(String content) {
        return content.replace('-', '+').replace('_', '/');
    }

    private static Block file(Fields file, Annotations annotations) {
        Optional<String> type = file.string("mimeType");
        String uri = file.require("fileUri").asString();
        boolean remote = uri.startsWith("http://") || uri.startsWith("https://");
        Media media = remote && !uri.contains("generativelanguage.googleapis.com/")
                ? new Media.Remote(uri, type)
                : new Media.Stored(uri, type);
        return media(media, type.orElse(""), file.string("displayName"), annotations);
    }

    private static Block media(Media media, String type, Optional<String> name, Annotations annotations) {
        if (type.startsWith("image/")) {
            return new Block.Image(media, Optional.empty(), annotations);
        } else if (type.startsWith("audio/")) {
            return new Block.Audio(media, Optional.of(type.substring("audio/".length())), annotations);
        }
        return type.startsWith("video/")
                ? new Block.Video(media, annotations)
                : new Block.Document(media, name, annotations);
    }
}
