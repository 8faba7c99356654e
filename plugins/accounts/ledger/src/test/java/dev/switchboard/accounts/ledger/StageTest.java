package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
    @TempDir
    private Path directory;

    private static Frame frame(String text) {
        return new Frame(Frame.ENDED, Bytes.utf8(text));
    }

    /** Puts frames of eleven bytes each. */
    private static void put(Stage stage, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            assertTrue(stage.put(frame(letters.charAt(i) + "."), 100 + i * 11L));
        }
    }

    private static String read(ByteBuffer frames) {
        StringBuilder text = new StringBuilder();
        for (Frame each = Frame.readFrom(frames); each != null; each = Frame.readFrom(frames)) {
            text.append(each.payload().utf8().charAt(0));
        }
        return text.toString();
    }

    private String left() throws IOException {
        List<String> left = new ArrayList<>();
        Stage.left(directory)
                .forEach(each -> left.add(each.offset() + each.frame().payload().utf8()));
        return String.join(" ", left);
    }

    @Test
    void givesFramesInOrderOncePerCarry() throws IOException {
        try (Stage stage = Stage.open(directory, 1_024)) {
            assertNull(stage.next());
            put(stage, "abc");
            assertEquals("abc", read(Objects.requireNonNull(stage.next())));

            put(stage, "de");
            assertEquals("abc", read(Objects.requireNonNull(stage.next())), "until they are carried");

            stage.carried();
            assertEquals("de", read(Objects.requireNonNull(stage.next())));
            stage.carried();
            assertNull(stage.next());
        }
    }

    @Test
    void keepsWhatWasNotCarriedAndNoneOfWhatWas() throws IOException {
        try (Stage stage = Stage.open(directory, 1_024)) {
            put(stage, "abcd");
            assertEquals("100a. 111b. 122c. 133d.", left());

            stage.next();
            assertTrue(stage.put(frame("e."), 144));
            assertEquals("100a. 111b. 122c. 133d. 144e.", left());

            stage.carried();
            stage.next();
            assertTrue(stage.put(frame("f."), 155), "over the beginning of what was there before");
            assertEquals("144e. 155f.", left());
        }
    }

    @Test
    void isFullWhenBothHalvesAre() throws IOException {
        try (Stage stage = Stage.open(directory, 64)) {
            put(stage, "ab");
            assertFalse(stage.put(frame("longer than a half of it is"), 122));
            stage.next();
            stage.carried();
            put(stage, "c");
        }
    }

    @Test
    void nothingIsLeftWhereNothingWas() throws IOException {
        assertEquals("", left());
    }
}
