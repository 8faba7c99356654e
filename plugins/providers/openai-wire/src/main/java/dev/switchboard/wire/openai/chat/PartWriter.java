package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.wire.openai.Quirks;
import java.util.List;
import java.util.Optional;

/** Writes the content of a message: a plain text where that says it all, else a list of parts. */
final class PartWriter {
    private final Quirks quirks;
    private final JsonWriter out;

    PartWriter(Quirks quirks, JsonWriter out) {
        this.quirks = quirks;
        this.out = out;
    }

    /** Writes the member {@code content}. */
    void content(List<Block> blocks) {
        if (blocks.isEmpty()) {
            out.string("content", "");
        } else if (blocks.size() == 1 && blocks.getFirst() instanceof Block.Text text && isPlain(text)) {
            out.string("content", text.content());
        } else {
            out.array("content");
            blocks.forEach(this::part);
            out.endArray();
        }
    }

    private boolean isPlain(Block.Text text) {
        return OwnExtras.in(text.annotations()).isEmpty()
                && !(takesMarks() && text.annotations().cacheMark().isPresent());
    }

    private void part(Block block) {
        switch (block) {
            case Block.Text text -> open("text").string("text", text.content());
            case Block.Refusal refusal -> open("refusal").string("refusal", refusal.text());
            case Block.Image image ->
                open("image_url")
                        .object("image_url")
                        .string("url", url(image.media(), "an image"))
                        .string("detail", image.detail())
                        .endObject();
            case Block.Video video ->
                open("video_url")
                        .object("video_url")
                        .string("url", url(video.media(), "a video"))
                        .endObject();
            case Block.Audio audio -> audio(audio);
            case Block.Document document -> document(document);
            case Block.Thinking thought ->
                open("thinking")
                        .array("thinking")
                        .object()
                        .string("type", "text")
                        .string("text", thought.text())
                        .endObject()
                        .endArray();
            case Block.Foreign foreign -> {
                out.raw(Refusals.own(foreign.family(), foreign.json(), "messages", "a content part"));
                return;
            }
            default -> throw unsupported(block.getClass().getSimpleName() + " in this place of a message");
        }
        annotations(block.annotations());
        out.endObject();
    }

    private JsonWriter open(String type) {
        return out.object().string("type", type);
    }

    private void audio(Block.Audio audio) {
        if (!(audio.media() instanceof Media.Inline inline)) {
            throw unsupported("audio that is not part of the request (expected: base64 data)");
        }
        open("input_audio")
                .object("input_audio")
                .string("data", inline.base64())
                .string("format", audio.format().orElseGet(() -> format(inline.mediaType())))
                .endObject();
    }

    /** The format's name from a media type such as {@code audio/x-wav} or {@code audio/mpeg}. */
    private static String format(String mediaType) {
        String name = mediaType.replaceFirst("^audio/(x-)?", "").replaceFirst(";.*", "");
        return switch (name) {
            case "mpeg", "mpeg3" -> "mp3";
            case "wave", "vnd.wave" -> "wav";
            default -> name;
        };
    }

    private void document(Block.Document document) {
        if (quirks.documentParts() && document.media() instanceof Media.Stored stored) {
            open("file").string("file_id", stored.id());
            return;
        }
        if (quirks.documentParts()) {
            open("document_url")
                    .string("document_url", url(document.media(), "a document"))
                    .string("document_name", document.name().orElse("document"));
            return;
        }
        open("file").object("file").string("filename", document.name());
        switch (document.media()) {
            case Media.Inline inline -> out.string("file_data", inline.toUrl());
            case Media.Stored stored -> out.string("file_id", stored.id());
            case Media.Upload upload ->
                out.string("file_data", upload.toInline().toUrl());
            case Media.Remote remote -> out.string("file_data", remote.url());
        }
        out.endObject();
    }

    private void annotations(Annotations annotations) {
        annotations.cacheMark().filter(mark -> takesMarks()).ifPresent(mark -> cacheMark(mark.lifetime()));
        out.raw(OwnExtras.in(annotations));
    }

    private boolean takesMarks() {
        return quirks.cacheMarks() && !quirks.leavesOut("cache_marks");
    }

    private void cacheMark(Optional<String> lifetime) {
        out.object("cache_control")
                .string("type", "ephemeral")
                .string("ttl", lifetime)
                .endObject();
    }

    private static String url(Media media, String what) {
        return switch (media) {
            case Media.Inline inline -> inline.toUrl();
            case Media.Remote remote -> remote.url();
            default -> throw unsupported(what + " that another API stored (expected: base64 data or a URL)");
        };
    }

    private static GatewayException unsupported(String what) {
        return Refusals.unsupported("messages", "the chosen provider cannot take " + what);
    }
}
