package dev.switchboard.testkit.http;

import java.util.List;
import java.util.Optional;

/**
 * One header line as it stood on the wire.
 *
 * @param name the field name in its original case
 * @param value the field value without surrounding white space, decoded as ISO 8859-1
 */
public record Header(String name, String value) {

    /** The value of the first header of that name, the case of the name ignored. */
    public static Optional<String> first(List<Header> headers, String name) {
        for (Header header : headers) {
            if (header.name.equalsIgnoreCase(name)) {
                return Optional.of(header.value);
            }
        }
        return Optional.empty();
    }

    /** The values of all headers of that name in their order, the case of the name ignored. */
    public static List<String> all(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    static Header parse(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon <= 0 || Character.isWhitespace(line.charAt(colon - 1))) {
            throw new ProtocolException("header line: " + line + " (expected: name: value)");
        }
        return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
