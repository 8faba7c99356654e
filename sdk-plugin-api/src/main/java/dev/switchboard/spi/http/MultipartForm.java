package dev.switchboard.spi.http;

import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The parts of a {@code multipart/form-data} body (RFC 7578): fields and files, in order, names repeated or not. Contents are
 * slices of the body; nothing is copied until the form is written anew. Immutable.
 *
 * @param parts in order
 */
public record MultipartForm(List<Part> parts) {
    private static final String MEDIA_TYPE = "multipart/form-data";

    /** Copies the list. */
    public MultipartForm {
        parts = List.copyOf(parts);
    }

    /**
     * A field or a file.
     *
     * @param name      of the field
     * @param fileName  of a file; its presence makes the part one
     * @param mediaType of the content, if it says so
     * @param content   every byte of it
     */
    public record Part(String name, Optional<String> fileName, Optional<String> mediaType, Bytes content) {
        /** @throws IllegalArgumentException if the media type would break the message */
        public Part {
            Objects.requireNonNull(name);
            Objects.requireNonNull(fileName);
            Objects.requireNonNull(content);
            mediaType.ifPresent(type -> Headers.of("content-type", type));
        }

        /** A field. */
        public static Part text(String name, String value) {
            return new Part(name, Optional.empty(), Optional.empty(), Bytes.utf8(value));
        }

        /** A file. */
        public static Part file(String name, String fileName, String mediaType, Bytes content) {
            return new Part(name, Optional.of(fileName), Optional.of(mediaType), content);
        }

        /** Whether it is a file. */
        public boolean isFile() {
            return fileName.isPresent();
        }

        /** The content as UTF-8. */
        public String text() {
            return content.utf8();
        }
    }

    /** Whether a content type announces a form. */
    public static boolean isAnnouncedBy(Optional<String> contentType) {
        return contentType
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.equals(MEDIA_TYPE) || type.startsWith(MEDIA_TYPE + ";"))
                .isPresent();
    }

    /**
     * Reads a body.
     *
     * @param contentType the request's header field, which names the boundary
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code INVALID_REQUEST} if it is not a form within the
     *     limits: 256 parts, 16 KB of header fields each
     */
    public static MultipartForm parse(String contentType, Bytes body) {
        return new MultipartForm(new MultipartParser(contentType, body).parse());
    }

    /** The first part of any of these names. */
    public Optional<Part> first(String... names) {
        return all(names).stream().findFirst();
    }

    /** All parts of any of these names, in order. */
    public List<Part> all(String... names) {
        List<String> wanted = List.of(names);
        return parts.stream().filter(part -> wanted.contains(part.name())).toList();
    }

    /** The same form with another part at its end. */
    public MultipartForm with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new MultipartForm(more);
    }

    /** The same form without the parts of a name. */
    public MultipartForm without(String name) {
        return new MultipartForm(
                parts.stream().filter(part -> !part.name().equals(name)).toList());
    }

    /** The form as bytes; the same form always gives the same bytes. */
    public Encoded encode() {
        return MultipartWriter.write(this);
    }

    /** A digest of all that the form says, the same however it was written. */
    public String fingerprint() {
        return MultipartWriter.fingerprint(this);
    }

    /**
     * A form as bytes.
     *
     * @param contentType the header field that must go with the body
     */
    public record Encoded(String contentType, Bytes body) {}

    /** The names only: contents are confidential. */
    @Override
    public String toString() {
        return "MultipartForm" + parts.stream().map(Part::name).toList();
    }
}
