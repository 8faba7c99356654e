package dev.switchboard.spi.json;

/** Thrown for text that is not JSON (RFC 8259) or breaks a limit. The message never holds the text itself. */
public final class JsonSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A fault at a place.
     *
     * @param expectation what was expected there
     * @param offset      the index of the byte at fault, counted from 0
     */
    public JsonSyntaxException(String expectation, int offset) {
        this(offset, "invalid JSON at byte " + offset + ": expected " + expectation);
    }

    private JsonSyntaxException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Text that stops where more was expected, as if somebody had cut it. @param length how much there is */
    static JsonSyntaxException atEnd(String expectation, int length) {
        return new JsonSyntaxException(
                length, "invalid JSON: it ends too early, after " + length + " bytes (expected: " + expectation + ")");
    }

    /** The index of the byte at fault, counted from 0. */
    public int offset() {
        return offset;
    }
}
