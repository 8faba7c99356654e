package dev.switchboard.wire.anthropic.chat;

import java.util.regex.Pattern;

/** Names of tool uses: this format allows letters, digits, hyphens and underscores only. */
final class Ids {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]+");

    private Ids() {}

    /** The id itself if it is legal; else one derived from it, always the same, and apart from others that look alike. */
    static String legal(String id) {
        return LEGAL.matcher(id).matches()
                ? id
                : id.replaceAll("[^a-zA-Z0-9_-]", "_") + "_" + Integer.toHexString(id.hashCode());
    }
}
