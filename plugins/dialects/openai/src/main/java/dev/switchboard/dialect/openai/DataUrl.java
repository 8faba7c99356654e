package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Media;
import java.util.Optional;

/** Addresses that may hold the thing itself. */
public final class DataUrl {
    private static final String SCHEME = "data:";
    private static final String MARKER = ";base64,";

    private DataUrl() {}

    /** A data URL (RFC 2397) in base64 is the thing itself; anything else is a place to fetch it from. */
    public static Media media(String url) {
        int data = url.startsWith(SCHEME) ? url.indexOf(MARKER) : -1;
        return data < 0
                ? new Media.Remote(url, Optional.empty())
                : new Media.Inline(url.substring(SCHEME.length(), data), url.substring(data + MARKER.length()));
    }
}
