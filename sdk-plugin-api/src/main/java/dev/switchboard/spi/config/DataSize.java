package dev.switchboard.spi.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 512B}, {@code 16KB}, {@code 32MB} or {@code 2GB}. As is usual for limits of
 * servers the units are binary: 1 KB is 1024 bytes, 1 MB is 1024 KB, 1 GB is 1024 MB.
 *
 * @param bytes from 0
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})(B|KB|MB|GB)");

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("size: " + bytes + " (expected: >= 0)");
        }
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException if the text is not a whole number with a unit, or too large for a long
     */
    public static DataSize parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("size: " + text + " (expected: a whole number with unit, such as 10MB)");
        }
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor(matcher.group(2))));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("size: " + text + " (expected: less than 8 exbibytes)", e);
        }
    }

    private static long factor(String unit) {
        return switch (unit) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            default -> 1L;
        };
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The size in the largest unit that holds it exactly, so that {@link #parse} reads it back. */
    @Override
    public String toString() {
        for (String unit : new String[] {"GB", "MB", "KB"}) {
            if (bytes >= factor(unit) && bytes % factor(unit) == 0) {
                return bytes / factor(unit) + unit;
            }
        }
        return bytes + "B";
    }
}
