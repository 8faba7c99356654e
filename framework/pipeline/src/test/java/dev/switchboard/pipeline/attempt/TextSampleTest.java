package dev.switchboard.pipeline.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSampleTest {
    private static final int BLOCK = TextSample.BLOCK;
    private static final int BLOCKS = TextSample.CAPACITY / BLOCK;

    /** A text whose n-th block consists of the n-th character. */
    private static String blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> Character.toString('A' + n).repeat(BLOCK))
                .collect(Collectors.joining());
    }

    private static TextSample sample(String text, int longestPart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TextSample sample = new TextSample();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + random.nextInt(longestPart + 1));
            sample.append(text.substring(from, to));
            from = to;
        }
        return sample;
    }

    private static String keptBlocks(TextSample sample) {
        return sample.text().chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void nothingIsKeptOfNothing() {
        TextSample sample = sample("", 1, 1);
        assertEquals("", sample.text());
        assertEquals(0, sample.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 600, 20_000})
    void aTextThatFitsIsKeptWhole(int longestPart) {
        String text = blocks(BLOCKS);
        TextSample sample = sample(text, longestPart, 2);
        assertEquals(text, sample.text());
        assertEquals(text.length(), sample.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 600, 20_000})
    void ofALongerOneEveryOtherBlockIs(int longestPart) {
        TextSample sample = sample(blocks(2 * BLOCKS), longestPart, 3);
        assertEquals("ACEGIKMOQSUWY[]_", keptBlocks(sample));
        assertEquals(TextSample.CAPACITY, sample.text().length());
        assertEquals(2L * TextSample.CAPACITY, sample.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 600, 20_000})
    void whoeverComesLateIsHeardLikeTheFirst(int longestPart) {
        String words = "word ".repeat(20_000);
        String digits = "12345".repeat(20_000);
        TextSample sample = sample(words + digits, longestPart, 4);
        assertTrue(sample.text().length() <= TextSample.CAPACITY);
        assertEquals(200_000, sample.length());
        double digitsKept = sample.text().chars().filter(Character::isDigit).count();
        assertEquals(0.5, digitsKept / sample.text().length(), 0.1);
    }
}
