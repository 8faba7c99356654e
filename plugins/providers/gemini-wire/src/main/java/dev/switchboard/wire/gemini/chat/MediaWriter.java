package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the one member of a part that holds a picture, sound, film or document. */
final class MediaWriter {
    /** For addresses that come without a media type, which Vertex AI demands. */
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("heic", "image/heic"),
            Map.entry("gif", "image/gif"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("webm", "video/webm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"));

    private final Changes changes;
    private final JsonWriter out;

    MediaWriter(Changes changes, JsonWriter out) {
        this.changes = changes;
        this.out = out;
    }

    void write(Block block) {
        switch (block) {
            case Block.Image image -> {
                image.detail()
                        .filter(detail -> !detail.equals("auto"))
                        .ifPresent(detail -> changes.dropped("detail", "Gemini decides itself how closely to look"));
                media(image.media());
            }
            case Block.Audio audio -> media(audio.media());
            case Block.Video video -> media(video.media());
            case Block.Document document -> {
                document.name().ifPresent(name -> changes.dropped("filename", "Gemini has no names of documents"));
                media(document.media());
            }
            default -> throw new IllegalArgumentException(block.getClass().getSimpleName() + " (expected: media)");
        }
    }

    private void media(Media media) {
        switch (media) {
            case Media.Inline inline ->
                out.object("inlineData")
                        .string("mimeType", inline.mediaType())
                        .string("data", inline.base64())
                        .endObject();
            case Media.Upload upload -> media(upload.toInline());
            case Media.Remote remote -> file(remote.url(), remote.mediaType());
            case Media.Stored stored -> file(stored.id(), stored.mediaType());
        }
    }

    private void file(String uri, Optional<String> mediaType) {
        out.object("fileData")
                .string("mimeType", mediaType.or(() -> byEnding(uri)))
                .string("fileUri", uri)
                .endObject();
    }

    private static Optional<String> byEnding(String uri) {
        String path = uri.replaceFirst("[?#].*$", "");
        return Optional.ofNullable(
                BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }
}
