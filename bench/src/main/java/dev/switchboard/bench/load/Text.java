package dev.switchboard.bench.load;

/** Text with about as many quotes and line breaks as prose and code have: what a parser of JSON meets. */
final class Text {
    private static final String PROSE = "The quick brown fox said \\\"jump\\\" and went on.\\n";

    private Text() {}

    /** So many bytes inside a JSON string. */
    static String ofLength(int length) {
        int whole = length / PROSE.length();
        return PROSE.repeat(whole) + "x".repeat(length - whole * PROSE.length());
    }
}
