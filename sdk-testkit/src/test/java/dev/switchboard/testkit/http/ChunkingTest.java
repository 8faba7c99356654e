package dev.switchboard.testkit.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkingTest {

    static List<Chunking> awkward() {
        return Chunking.awkward();
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void losesNothing(Chunking chunking) {
        byte[] bytes = "data: äöü€😀\r\n\r\ndata: [DONE]\n\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : chunking.split(bytes)) {
            assertTrue(piece.length > 0);
            joined.writeBytes(piece);
        }
        assertArrayEquals(bytes, joined.toByteArray());
    }

    @Test
    void cutsWhereItsNameSays() {
        assertEquals(List.of("abc", "de"), texts(Chunking.ofSize(3), "abcde"));
        assertEquals(List.of("a\r", "\n\r", "\nb"), texts(Chunking.beforeLineFeeds(), "a\r\n\r\nb"));
        assertEquals(List.of("a\u00c3", "\u00a4b"), texts(Chunking.insideCharacters(), "a\u00c3\u00a4b"));
        assertEquals(List.of(), texts(Chunking.whole(), ""));
    }

    @Test
    void cutsIrregularlyButRepeatably() {
        String text = "x".repeat(1000);
        assertEquals(texts(Chunking.irregular(1), text), texts(Chunking.irregular(1), text));
        assertTrue(Chunking.irregular(1)
                        .split(text.getBytes(StandardCharsets.UTF_8))
                        .size()
                > 16);
    }

    @Test
    void refusesPiecesOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> Chunking.ofSize(0));
    }

    private static List<String> texts(Chunking chunking, String bytes) {
        return chunking.split(bytes.getBytes(StandardCharsets.ISO_8859_1)).stream()
                .map(piece -> new String(piece, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
