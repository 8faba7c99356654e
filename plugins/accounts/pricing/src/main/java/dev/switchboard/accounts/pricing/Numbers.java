package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.json.JsonValue;
import java.util.function.Function;

/** Reads numbers of a price list exactly: from their text, never by way of floating point. */
final class Numbers {
    private Numbers() {}

    static Price perUnit(String name, JsonValue value) {
        return read(name, value, Price::perUnit);
    }

    static Price perThousand(String name, JsonValue value) {
        return read(name, value, Price::perThousand);
    }

    static Price perMillion(String name, JsonValue value) {
        return read(name, value, Price::perMillion);
    }

    static Factor factor(String name, JsonValue value) {
        return read(name, value, Factor::of);
    }

    private static <T> T read(String name, JsonValue value, Function<String, T> reader) {
        String text = value.isString() ? value.text().asString() : value.text().text();
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new PriceFormatException(name + ": " + shorten(text) + " (expected: a decimal number, 0 or more)", e);
        }
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
