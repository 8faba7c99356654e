package dev.switchboard.http.upstream;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event for each element of one top-level array, given out as soon as the element is complete. Brackets, commas and white
 * space belong to the element that follows; the closing bracket, and what white space comes after it, are events without
 * data. Only nesting and strings are followed; whether an element is correct JSON is for its reader to say.
 */
final class JsonArrayDecoder extends EventDecoder {
    private static final String FRAMING = "a JSON array";

    private enum State {
        BEFORE_ARRAY,
        FIRST_ELEMENT_OR_END,
        ELEMENT,
        CONTAINER,
        CONTAINER_STRING,
        CONTAINER_ESCAPE,
        STRING,
        ESCAPE,
        SCALAR,
        COMMA_OR_END,
        AFTER_ARRAY
    }

    private State state = State.BEFORE_ARRAY;
    private int depth;
    private int elementStart;

    JsonArrayDecoder(int limit) {
        super(limit);
    }

    @Override
    @Nullable
    UpstreamEvent scan() {
        int available = available();
        for (int i = scanned(); i < available; i++) {
            int length = lengthAfter(at(i), i);
            if (length > 0) {
                return event(length);
            }
        }
        scanned(available);
        return null;
    }

    @Override
    @Nullable
    UpstreamEvent rest() {
        if (state != State.AFTER_ARRAY) {
            throw Failures.cutEvent(FRAMING);
        }
        int available = available();
        return available == 0 ? null : take(available, "", Bytes.empty(), Map.of());
    }

    private UpstreamEvent event(int length) {
        if (state == State.AFTER_ARRAY) {
            return take(length, "", Bytes.empty(), Map.of());
        }
        state = State.COMMA_OR_END;
        return take(length, "", slice(elementStart, length), Map.of());
    }

    /** Moves on by one byte; the length of the event if it ends here, else 0. */
    private int lengthAfter(byte b, int index) {
        return switch (state) {
            case CONTAINER -> inContainer(b, index);
            case CONTAINER_STRING -> inString(b, State.CONTAINER_ESCAPE, State.CONTAINER);
            case CONTAINER_ESCAPE -> become(State.CONTAINER_STRING);
            case STRING -> b == '"' ? index + 1 : inString(b, State.ESCAPE, State.STRING);
            case ESCAPE -> become(State.STRING);
            case SCALAR -> isSpace(b) || b == ',' || b == ']' ? index : 0;
            case BEFORE_ARRAY, FIRST_ELEMENT_OR_END, ELEMENT, COMMA_OR_END, AFTER_ARRAY -> between(b, index);
        };
    }

    private int between(byte b, int index) {
        if (isSpace(b)) {
            return 0;
        }
        return switch (state) {
            case BEFORE_ARRAY -> b == '[' ? become(State.FIRST_ELEMENT_OR_END) : unexpected(b, "[");
            case FIRST_ELEMENT_OR_END -> b == ']' ? arrayEnd(index) : elementStart(b, index);
            case COMMA_OR_END ->
                b == ',' ? become(State.ELEMENT) : b == ']' ? arrayEnd(index) : unexpected(b, ", or ]");
            case AFTER_ARRAY -> unexpected(b, "the end of the stream");
            default -> elementStart(b, index);
        };
    }

    private int elementStart(byte b, int index) {
        elementStart = index;
        return switch (b) {
            case '{', '[' -> {
                depth = 1;
                yield become(State.CONTAINER);
            }
            case '"' -> become(State.STRING);
            case ',', ']', '}', ':' -> unexpected(b, "a value");
            default -> become(State.SCALAR);
        };
    }

    private int inContainer(byte b, int index) {
        switch (b) {
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            case '"' -> state = State.CONTAINER_STRING;
            default -> {}
        }
        return depth == 0 ? index + 1 : 0;
    }

    private int inString(byte b, State escape, State afterQuote) {
        if (b == '\\') {
            state = escape;
        } else if (b == '"') {
            state = afterQuote;
        }
        return 0;
    }

    private int arrayEnd(int index) {
        state = State.AFTER_ARRAY;
        return index + 1;
    }

    private int become(State next) {
        state = next;
        return 0;
    }

    private static int unexpected(byte b, String expected) {
        String found = b > ' ' && b < 0x7f ? "'" + (char) b + "'" : "byte " + (b & 0xff);
        throw Failures.malformedEvent(FRAMING, found + " (expected: " + expected + ")");
    }
}
