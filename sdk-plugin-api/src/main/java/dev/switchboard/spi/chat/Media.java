package dev.switchboard.spi.chat;

import java.util.Optional;

/** Where an image, sound or document is. Cases may be added in a minor version: switch with a default. */
public sealed interface Media {
    /**
     * The thing itself.
     *
     * @param mediaType such as {@code image/png}
     * @param base64    the content in standard base64, as it came
     */
    record Inline(String mediaType, String base64) implements Media {}

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
}
