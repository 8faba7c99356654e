package dev.switchboard.pipeline;

/** Makes what a caller sent fit to be repeated in a message. */
final class Printable {
    private static final int MAX_LENGTH = 100;

    private Printable() {}

    /** The text without control characters, cut at 100 characters. */
    static String shorten(String text) {
        String shortened = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
        return shortened
                .codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
