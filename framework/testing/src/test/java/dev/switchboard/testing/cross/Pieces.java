package dev.switchboard.testing.cross;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Cuts what a model says into deltas. */
final class Pieces {
    private final RandomGenerator random;
    private final boolean plain;

    /** As servers differ. */
    Pieces(RandomGenerator random) {
        this(random, false);
    }

    private Pieces(RandomGenerator random, boolean plain) {
        this.random = random;
        this.plain = plain;
    }

    /** As the maker of each format documents it. */
    static Pieces plain() {
        return new Pieces(new SplittableRandom(0), true);
    }

    /** The text in one to five pieces, none of them within a character; no piece for an empty text. */
    List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < 4 && from < text.length(); i++) {
            int to = random.nextInt(from, text.length()) + 1;
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    /** True once in so many times. */
    boolean rarely(int times) {
        return !plain && random.nextInt(times) == 0;
    }

    /** Which of so many. */
    int choose(int count) {
        return plain ? 0 : random.nextInt(count);
    }
}
