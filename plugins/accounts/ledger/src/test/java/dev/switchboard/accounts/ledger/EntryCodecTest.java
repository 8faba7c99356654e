package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
    @Test
    void readsWhatItWrote() {
        assertEquals(TestingEntries.completed(1), EntryCodec.read(EntryCodec.write(TestingEntries.completed(1))));
        assertEquals(TestingEntries.presumed(2), EntryCodec.read(EntryCodec.write(TestingEntries.presumed(2))));
    }

    @Test
    void passesOverWhatANewerVersionWrote() {
        String json = EntryCodec.write(TestingEntries.completed(1)).utf8();
        String newer = json.replace("\"INPUT\":", "\"THOUGHT_WAVES\":3,\"INPUT\":")
                .replaceFirst("\\{", "{\"colour\":{\"of\":[1,2]},");

        assertEquals(TestingEntries.completed(1), EntryCodec.read(Bytes.utf8(newer)));
    }

    @Test
    void textsHaveABound() {
        String longText = "x".repeat(254) + "\uD83D\uDE00 and more";
        CallerInfo caller = new CallerInfo(
                longText, Map.of(longText, longText), Optional.of(longText), Collections.nCopies(100, longText));

        assertEquals("x".repeat(254), caller.id(), "a character of two units is not cut in half");
        assertEquals(List.of("x".repeat(254)), List.copyOf(caller.attributes().values()));
        assertEquals(LedgerEntry.MAX_ITEMS, caller.tags().size());
        assertTrue(caller.endUser().orElseThrow().length() <= LedgerEntry.MAX_TEXT);
    }
}
