package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Media;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** This format's words for types of media. */
final class MediaFormats {
    private static final Map<String, String> IMAGES = Map.of(
            "image/png", "png", "image/jpeg", "jpeg", "image/jpg", "jpeg", "image/gif", "gif", "image/webp", "webp");

    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf", "pdf",
            "text/csv", "csv",
            "application/msword", "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
            "application/vnd.ms-excel", "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
            "text/html", "html",
            "text/plain", "txt",
            "text/markdown", "md");

    private MediaFormats() {}

    static String image(Media.Inline media) {
        return of(IMAGES, media)
                .orElseThrow(() -> unknown("images", media, "image/png, image/jpeg, image/gif or image/webp"));
    }

    /** Text of another type, such as source code, is plain text. */
    static String document(Media.Inline media) {
        return of(DOCUMENTS, media)
                .or(() -> Optional.of("txt").filter(_ -> media.mediaType().startsWith("text/")))
                .orElseThrow(() -> unknown("documents", media, "PDF, CSV, Word, Excel, HTML, Markdown or plain text"));
    }

    private static Optional<String> of(Map<String, String> formats, Media.Inline media) {
        String type = media.mediaType().replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(formats.get(type));
    }

    private static RuntimeException unknown(String field, Media.Inline media, String expected) {
        return Refusals.unsupported(
                field, "the type \"" + media.mediaType() + "\" is unknown here; send " + expected + ".");
    }
}
