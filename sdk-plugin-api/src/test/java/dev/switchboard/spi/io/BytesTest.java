package dev.switchboard.spi.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BytesTest {
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aSliceSharesTheArray() {
        byte[] array = ascii("0123456789");
        Bytes slice = Bytes.wrap(array, 2, 6).slice(1, 4);

        assertSame(array, slice.array());
        assertEquals(3, slice.offset());
        assertEquals("345", slice.utf8());
        assertEquals('4', slice.at(1));
        assertArrayEquals(ascii("345"), slice.toArray());
    }

    @Test
    void rangesAreChecked() {
        Bytes slice = Bytes.wrap(ascii("abc"), 1, 1);

        assertThrows(IndexOutOfBoundsException.class, () -> slice.at(1));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.slice(0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.wrap(ascii("abc"), 2, 2));
    }

    @Test
    void searchStaysInsideTheSlice() {
        Bytes slice = Bytes.wrap(ascii("ababcab"), 2, 3);

        assertEquals(0, slice.indexOf(ascii("abc"), 0));
        assertEquals(-1, slice.indexOf(ascii("abc"), 1));
        assertEquals(-1, slice.indexOf(ascii("ca"), 0));
        assertEquals(3, slice.indexOf(new byte[0], 3));
        assertEquals(-1, slice.indexOf(new byte[0], 4));
        assertTrue(slice.contains(ascii("bc")));
        assertTrue(slice.startsWith(ascii("ab")));
        assertTrue(!slice.startsWith(ascii("abca")));
    }

    @Test
    void findsWhatASearchByteForByteFinds() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String text = letters(random, random.nextInt(60));
            String wanted = letters(random, 1 + random.nextInt(4));
            int skipped = random.nextInt(text.length() + 1);
            int from = random.nextInt(8);
            Bytes slice = Bytes.wrap(ascii(text), skipped, text.length() - skipped);

            assertEquals(
                    text.substring(skipped).indexOf(wanted, from),
                    slice.indexOf(ascii(wanted), from),
                    () -> wanted + " from " + from + " in " + slice.utf8());
        }
    }

    /** Of three neighbours, for which a difference of one bit matters. */
    private static String letters(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('`' + random.nextInt(3)));
        }
        return text.toString();
    }

    @Test
    void equalsByContent() {
        Bytes one = Bytes.wrap(ascii("xay"), 1, 1);

        assertEquals(Bytes.utf8("a"), one);
        assertEquals(Bytes.utf8("a").hashCode(), one.hashCode());
        assertNotEquals(Bytes.utf8("b"), one);
        assertSame(Bytes.empty(), Bytes.utf8(""));
    }

    @Test
    void joins() throws IOException {
        Bytes joined = Bytes.concat(Bytes.utf8("é"), Bytes.empty(), Bytes.utf8("x"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        joined.writeTo(out);

        assertEquals("éx", joined.utf8());
        assertEquals("éx", out.toString(StandardCharsets.UTF_8));
        assertSame(joined, Bytes.concat(joined));
    }

    @Test
    void buffersAreCopiedOrReadOnly() {
        ByteBuffer buffer = ByteBuffer.wrap(ascii("abc")).position(1);
        Bytes copy = Bytes.copyOf(buffer);
        buffer.put(1, (byte) 'z');

        assertEquals("bc", copy.utf8());
        assertEquals(1, buffer.position());
        assertTrue(copy.toBuffer().isReadOnly());
        assertEquals("Bytes[2]", copy.toString());
    }
}
