package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;
import java.util.Set;

/** Writes the content of messages and tool results: a plain text where that says it all, else a list of parts. */
final class PartWriter {
    /** Parts that this format has and the canonical form has not; all else that is foreign are items. */
    private static final Set<String> FOREIGN_PARTS = Set.of("computer_screenshot", "input_video");

    private final JsonWriter out;

    PartWriter(JsonWriter out) {
        this.out = out;
    }

    /** Whether a foreign block stands beside messages and not in one. */
    static boolean isItem(Block.Foreign foreign) {
        return !FOREIGN_PARTS.contains(
                JsonValue.of(foreign.json()).string("type").orElse(""));
    }

    /** Writes the member {@code content} of a message. */
    void content(List<Block> blocks, boolean assistant) {
        write("content", blocks, assistant);
    }

    /** Writes the member {@code output} of a tool result. */
    void output(List<Block> blocks) {
        write("output", blocks, false);
    }

    private void write(String member, List<Block> blocks, boolean assistant) {
        if (blocks.isEmpty()) {
            out.string(member, "");
        } else if (blocks.size() == 1 && blocks.getFirst() instanceof Block.Text text && isPlain(text)) {
            out.string(member, text.content());
        } else {
            out.array(member);
            blocks.forEach(block -> part(block, assistant));
            out.endArray();
        }
    }

    private static boolean isPlain(Block.Text text) {
        return text.citations().isEmpty()
                && ItemMembers.ofPart(Own.in(text.annotations())).isEmpty();
    }

    private void part(Block block, boolean assistant) {
        switch (block) {
            case Block.Text text
            when assistant -> {
                open("output_text").string("text", text.content()).array("annotations");
                text.citations().forEach(this::citation);
                out.endArray();
            }
            case Block.Text text -> open("input_text").string("text", text.content());
            case Block.Refusal refusal -> open("refusal").string("refusal", refusal.text());
            case Block.Image image -> image(image);
            case Block.Audio audio -> audio(audio);
            case Block.Document document -> document(document);
            case Block.Foreign foreign -> {
                out.raw(Unsupported.unlessOwn(foreign.family(), foreign.json(), "messages", "a content part"));
                return;
            }
            default -> throw Unsupported.because("messages", "this kind of content part");
        }
        ItemMembers.ofPart(Own.in(block.annotations())).forEach((name, value) -> {
            if (!name.equals("annotations")) {
                out.raw(name, value);
            }
        });
        out.endObject();
    }

    private JsonWriter open(String type) {
        return out.object().string("type", type);
    }

    /** What this format wrote goes back as it was; of others, addresses have a place here. */
    private void citation(Citation citation) {
        if (citation.original().filter(each -> each.family().equals(Own.FORMAT)).isPresent()) {
            out.raw(citation.original().get().json());
        } else if (citation.url().isPresent()
                && citation.start().isPresent()
                && citation.end().isPresent()) {
            out.object()
                    .string("type", "url_citation")
                    .string("url", citation.url().get())
                    .string("title", citation.title().orElse(""))
                    .integer("start_index", citation.start().getAsInt())
                    .integer("end_index", citation.end().getAsInt())
                    .endObject();
        }
    }

    private void image(Block.Image image) {
        open("input_image");
        switch (image.media()) {
            case Media.Inline inline -> out.string("image_url", inline.toUrl());
            case Media.Remote remote -> out.string("image_url", remote.url());
            case Media.Stored stored -> out.string("file_id", stored.id());
            default -> throw Unsupported.because("messages", "an image of this kind");
        }
        out.string("detail", image.detail().orElse("auto"));
    }

    private void audio(Block.Audio audio) {
        if (!(audio.media() instanceof Media.Inline inline)) {
            throw Unsupported.because("messages", "audio that is not part of the request (expected: base64 data)");
        }
        open("input_audio")
                .object("input_audio")
                .string("data", inline.base64())
                .string("format", audio.format().orElse("wav"))
                .endObject();
    }

    private void document(Block.Document document) {
        open("input_file");
        switch (document.media()) {
            case Media.Inline inline ->
                out.string("filename", document.name().orElse("document")).string("file_data", inline.toUrl());
            case Media.Remote remote -> out.string("file_url", remote.url());
            case Media.Stored stored -> out.string("file_id", stored.id());
            default -> throw Unsupported.because("messages", "a document of this kind");
        }
    }
}
