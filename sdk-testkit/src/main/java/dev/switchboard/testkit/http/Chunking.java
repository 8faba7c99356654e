package dev.switchboard.testkit.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A way to cut bytes into pieces, for code that must not care where the network cuts. Immutable; {@link #toString()} is
 * a readable name, so that it serves as the argument of a parameterized test.
 */
public final class Chunking {
    private final String name;
    private final Cutter cutter;

    private Chunking(String name, Cutter cutter) {
        this.name = name;
        this.cutter = cutter;
    }

    /** Everything in one piece. */
    public static Chunking whole() {
        return new Chunking("whole", (_, _) -> false);
    }

    /** Pieces of {@code size} bytes, the last one shorter. */
    public static Chunking ofSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("chunk size: " + size + " (expected: >= 1)");
        }
        return new Chunking(size + "-byte pieces", (_, index) -> index % size == 0);
    }

    /** A cut inside every multi-byte UTF-8 character, after each of its bytes. */
    public static Chunking insideCharacters() {
        return new Chunking("cut inside characters", (bytes, index) -> (bytes[index] & 0xC0) == 0x80);
    }

    /** A cut before every line feed, hence between CR and LF, and between the two line feeds that end an event. */
    public static Chunking beforeLineFeeds() {
        return new Chunking("cut before line feeds", (bytes, index) -> bytes[index] == '\n');
    }

    /** Pieces of 1 to 64 bytes; the same seed cuts the same bytes at the same places. */
    public static Chunking irregular(long seed) {
        return new Chunking("irregular pieces, seed " + seed, new Irregular(seed));
    }

    /** One of each kind: what a decoder should be tried with. */
    public static List<Chunking> awkward() {
        return List.of(whole(), ofSize(1), ofSize(7), insideCharacters(), beforeLineFeeds(), irregular(42));
    }

    /** The pieces in order; never an empty one, and none for no bytes. */
    public List<byte[]> split(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        for (int index = 1; index < bytes.length; index++) {
            if (cutter.cutsBefore(bytes, index)) {
                pieces.add(Arrays.copyOfRange(bytes, start, index));
                start = index;
            }
        }
        if (start < bytes.length) {
            pieces.add(Arrays.copyOfRange(bytes, start, bytes.length));
        }
        return pieces;
    }

    @Override
    public String toString() {
        return name;
    }

    private interface Cutter {
        boolean cutsBefore(byte[] bytes, int index);
    }

    /** Stateless on purpose: whether it cuts at a place depends on the seed and the place alone. */
    private record Irregular(long seed) implements Cutter {
        private static final int LONGEST = 64;

        @Override
        public boolean cutsBefore(byte[] bytes, int index) {
            return index % LONGEST == 0 || new SplittableRandom(seed + index).nextInt(LONGEST / 4) == 0;
        }
    }
}
