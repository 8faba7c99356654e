package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the usage of a whole reply. Servers write it behind the content, so the end is looked at first: most of a long reply is
 * then never read.
 */
final class ReplyUsage {
    private static final byte[] NAME = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
    private static final Bytes OPENING = Bytes.utf8("{");
    /** Usage with all details takes about 500 bytes, and few members follow it. */
    private static final int END = 2048;

    private ReplyUsage() {}

    /** The bytes of the member {@code usage}; empty if there is none, or the body is not an object. */
    static Optional<Bytes> find(Bytes body) {
        Optional<Bytes> atEnd = body.length() > END ? findAtEnd(body) : Optional.empty();
        return atEnd.isPresent() ? atEnd : usageOf(body);
    }

    /**
     * What begins with the name and, behind an opening brace, makes a whole object, is the rest of the outermost object. Inside a
     * string the name could not stand behind a comma: the quote in front of it would end the string.
     */
    private static Optional<Bytes> findAtEnd(Bytes body) {
        int from = body.length() - END;
        for (int at = body.indexOf(NAME, from); at >= 0; at = body.indexOf(NAME, at + 1)) {
            if (followsComma(body, at)) {
                Optional<Bytes> usage = usageOf(Bytes.concat(OPENING, body.slice(at, body.length())));
                if (usage.isPresent()) {
                    return usage;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean followsComma(Bytes body, int at) {
        int i = at - 1;
        while (i > 0 && (body.at(i) == ' ' || body.at(i) == '\n' || body.at(i) == '\r' || body.at(i) == '\t')) {
            i--;
        }
        return body.at(i) == ',';
    }

    private static Optional<Bytes> usageOf(Bytes object) {
        try {
            return JsonDocument.parse(object).value("usage");
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }
}
