package dev.switchboard.spi.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void everyTokenBucketCountsOnce() {
        Usage.Builder builder = Usage.builder();
        long input = 0;
        long output = 0;
        for (Bucket bucket : Bucket.values()) {
            long count = 1L << bucket.ordinal();
            builder.set(bucket, count);
            input += bucket.isTokens() && bucket.isInput() ? count : 0;
            output += bucket.isTokens() && !bucket.isInput() ? count : 0;
        }
        Usage usage = builder.build();

        assertEquals(input, usage.inputTokens());
        assertEquals(output, usage.outputTokens());
        assertEquals(input + output, usage.totalTokens());
        assertEquals(1L << Bucket.REASONING.ordinal(), usage.of(Bucket.REASONING));
    }

    @Test
    void aWrongTotalIsRefused() {
        Usage.Builder builder = Usage.builder().set(Bucket.INPUT, 3).set(Bucket.IMAGES, 9);

        assertEquals(3, builder.build(3).totalTokens());
        IllegalStateException wrong = assertThrows(IllegalStateException.class, () -> builder.build(4));
        assertTrue(wrong.getMessage().contains("add up to 3 (expected: the reported total of 4)"), wrong.getMessage());
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Usage.builder().set(Bucket.INPUT, -1));
    }

    @Test
    void accountsAdd() {
        Usage first = Usage.builder().set(Bucket.INPUT, 1).set(Bucket.OUTPUT, 2).build();
        Usage second = Usage.builder().set(Bucket.OUTPUT, 3).estimated().build();

        assertEquals(
                Map.of(Bucket.INPUT, 1L, Bucket.OUTPUT, 5L), first.plus(second).toMap());
        assertTrue(first.plus(second).estimated());
        assertSame(first, first.plus(Usage.none()));
        assertSame(first, Usage.none().plus(first));
        assertTrue(Usage.none().isNone());
    }

    @Test
    void anOverflowIsAnError() {
        Usage huge = Usage.builder().set(Bucket.INPUT, Long.MAX_VALUE).build();

        assertThrows(ArithmeticException.class, () -> huge.plus(huge));
    }

    @Test
    void aBuilderCanGoOn() {
        Usage.Builder builder = Usage.builder().set(Bucket.INPUT, 1);
        Usage first = builder.build();
        Usage second = builder.set(Bucket.INPUT, 2).build();

        assertEquals(1, first.of(Bucket.INPUT));
        assertNotEquals(first, second);
        assertEquals(second, Usage.builder().set(Bucket.INPUT, 2).build());
    }
}
