package dev.switchboard.spi.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header field's value with its parameters, such as {@code form-data; name="file"}. Names in quotes may hold what browsers
 * and clients escape, each in its own way; a parameter in the extended notation ({@code filename*}) goes before the plain one.
 */
final class HeaderParameters {
    private final String value;
    private final Map<String, String> parameters;

    private HeaderParameters(String value, Map<String, String> parameters) {
        this.value = value;
        this.parameters = parameters;
    }

    static HeaderParameters of(String field) {
        int semicolon = field.indexOf(';');
        Map<String, String> parameters = new HashMap<>();
        for (int i = semicolon < 0 ? field.length() : semicolon + 1; i < field.length(); ) {
            int end = endOfParameter(field, i);
            read(field.substring(i, end), parameters);
            i = end + 1;
        }
        return new HeaderParameters(
                field.substring(0, semicolon < 0 ? field.length() : semicolon).strip(), parameters);
    }

    /** What stands before the parameters. */
    String value() {
        return value;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name + "*")).or(() -> Optional.ofNullable(parameters.get(name)));
    }

    /** The next semicolon outside of quotes, or the end. */
    private static int endOfParameter(String field, int from) {
        boolean quoted = false;
        for (int i = from; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return field.length();
    }

    private static void read(String parameter, Map<String, String> parameters) {
        int equals = parameter.indexOf('=');
        if (equals > 0) {
            String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String text = parameter.substring(equals + 1).strip();
            parameters.putIfAbsent(name, name.endsWith("*") ? extended(text) : plain(text));
        }
    }

    private static String plain(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.replace("\\\"", "\"")
                .replace("%22", "\"")
                .replace("%0D", "\r")
                .replace("%0A", "\n");
    }

    /** RFC 8187: the character set, a language, and bytes with percent signs. */
    private static String extended(String text) {
        String encoded = text.substring(text.lastIndexOf('\'') + 1);
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' && i + 2 < encoded.length() && isHex(encoded, i + 1)) {
                bytes[length++] = (byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at)) && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
