package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import java.util.List;
import java.util.Optional;

/** One piece of a message's content. Cases may be added in a minor version: switch with a default. */
public sealed interface Block {
    /** What hangs on the block beside its content. */
    Annotations annotations();

    /**
     * Plain text.
     *
     * @param content   the text; writers take it from here, who looks at it asks for {@link #text}
     * @param citations where it has its knowledge from, in order
     */
    record Text(JsonString content, List<Citation> citations, Annotations annotations) implements Block {
        /** Copies the list. */
        public Text {
            citations = List.copyOf(citations);
        }

        /** Text with citations. */
        public Text(String text, List<Citation> citations, Annotations annotations) {
            this(JsonString.of(text), citations, annotations);
        }

        /** Text without citations. */
        public Text(String text, Annotations annotations) {
            this(text, List.of(), annotations);
        }

        /** Text in the form it came in, with nothing beside it. */
        public Text(JsonString content) {
            this(content, List.of(), Annotations.NONE);
        }

        /** Text with nothing beside it. */
        public Text(String text) {
            this(text, Annotations.NONE);
        }

        /** The text itself. */
        public String text() {
            return content.value();
        }
    }

    /**
     * A picture.
     *
     * @param detail how closely to look, in the provider's words, such as {@code low}
     */
    record Image(Media media, Optional<String> detail, Annotations annotations) implements Block {}

    /** Sound. @param format such as {@code wav}; part of the media type where that is known */
    record Audio(Media media, Optional<String> format, Annotations annotations) implements Block {}

    /** A moving picture. */
    record Video(Media media, Annotations annotations) implements Block {}

    /** A document, such as a PDF. @param name the file's name or title */
    record Document(Media media, Optional<String> name, Annotations annotations) implements Block {}

    /**
     * The model wants a tool to be used.
     *
     * @param id    the name of this use, repeated by its result
     * @param name  the tool
     * @param input the arguments as the text the model wrote: JSON for function tools, though models may break it; any
     *              text for custom tools
     * @param kind  what sort of tool
     */
    record ToolUse(String id, String name, String input, Kind kind, Annotations annotations) implements Block {
        /** Sorts of tools. */
        public enum Kind {
            /** A function with a JSON schema. */
            FUNCTION,
            /** A tool that takes free text. */
            CUSTOM
        }
    }

    /**
     * What a tool answered.
     *
     * @param toolUseId the {@link ToolUse#id} it answers
     * @param failed    whether the tool reported a failure
     */
    record ToolResult(String toolUseId, List<Block> content, boolean failed, Annotations annotations) implements Block {
        /** Copies the list. */
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /**
     * The model's reasoning.
     *
     * @param text      what it lets us see; empty when only the signature came
     * @param signature the provider's proof, which must come back unchanged
     */
    record Thinking(String text, Optional<Signature> signature, Annotations annotations) implements Block {}

    /** Reasoning that only the provider can read. @param data must come back unchanged */
    record RedactedThinking(Signature data, Annotations annotations) implements Block {}

    /** The model declines. @param text its words */
    record Refusal(String text, Annotations annotations) implements Block {}

    /**
     * Something only one wire format knows, such as a provider-side tool's result.
     *
     * @param family the wire family that understands it, such as {@code anthropic}
     * @param json   the whole block, verbatim
     */
    record Foreign(String family, JsonText json, Annotations annotations) implements Block {}
}
