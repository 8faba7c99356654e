package dev.switchboard.spi.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where an image, sound or document is. Cases may be added in a minor version: switch with a default. */
public sealed interface Media {
    /** What an address stands for: a data URL (RFC 2397) in base64 is the thing itself, all else a place to fetch it from. */
    static Media ofUrl(String url) {
        String scheme = "data:";
        String marker = ";base64,";
        int data = url.startsWith(scheme) ? url.indexOf(marker) : -1;
        return data < 0
                ? new Remote(url, Optional.empty())
                : new Inline(url.substring(scheme.length(), data), url.substring(data + marker.length()));
    }

    /**
     * The thing itself.
     *
     * @param mediaType such as {@code image/png}
     * @param base64    the content in standard base64, as it came
     */
    record Inline(String mediaType, String base64) implements Media {
        /** The same content as a data URL. */
        public String toUrl() {
            return "data:" + mediaType + ";base64," + base64;
        }

        /**
         * The same content as a file.
         *
         * @throws GatewayException of kind {@link ErrorKind#INVALID_REQUEST} if it is not base64
         */
        public Upload toUpload(String fileName) {
            try {
                return new Upload(
                        fileName, mediaType, Bytes.wrap(Base64.getDecoder().decode(base64)));
            } catch (IllegalArgumentException malformed) {
                throw GatewayException.of(
                        ErrorKind.INVALID_REQUEST, "a " + mediaType + " is not in base64: " + malformed.getMessage());
            }
        }
    }

    /**
     * A place to fetch it from. The gateway does not fetch it; the provider may.
     *
     * @param url       absolute
     * @param mediaType if known
     */
    record Remote(String url, Optional<String> mediaType) implements Media {}

    /**
     * A file that the provider already holds.
     *
     * @param id        the provider's name for it
     * @param mediaType if known
     */
    record Stored(String id, Optional<String> mediaType) implements Media {}

    /**
     * A file that a caller sent as such, not as text.
     *
     * @param fileName  as the caller named it; some providers tell the format by its ending
     * @param mediaType such as {@code audio/wav}
     * @param content   every byte of it
     */
    record Upload(String fileName, String mediaType, Bytes content) implements Media {
        /** The same content as text. */
        public Inline toInline() {
            byte[] base64 = Base64.getEncoder().encode(content.toArray());
            return new Inline(mediaType, new String(base64, StandardCharsets.ISO_8859_1));
        }
    }
}
