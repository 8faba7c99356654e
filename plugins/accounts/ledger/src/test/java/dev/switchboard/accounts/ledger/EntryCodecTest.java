package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
    @Test
    void readsWhatItWrote() {
        JsonWriter writer = new JsonWriter();
        assertEquals(
                TestingEntries.completed(1), EntryCodec.read(EntryCodec.write(TestingEntries.completed(1), writer)));
        assertEquals(TestingEntries.presumed(2), EntryCodec.read(EntryCodec.write(TestingEntries.presumed(2), writer)));
    }

    @Test
    void whatIsEmptyIsReadAsEmpty() {
        LedgerEntry bare = new LedgerEntry(
                "x-1-1",
                "x-1",
                0,
                TestingEntries.NOW,
                Duration.ZERO,
                Optional.empty(),
                AttemptStatus.CACHE,
                0,
                Optional.empty(),
                CallerInfo.UNKNOWN,
                new LedgerEntry.RequestInfo("", "chat", "public", false),
                LedgerEntry.UpstreamInfo.NONE,
                Usage.none(),
                new Cost.Priced(Money.ZERO, Map.of(), Money.ZERO, ""),
                List.of());

        assertEquals(bare, EntryCodec.read(EntryCodec.write(bare, new JsonWriter())));
    }

    @Test
    void passesOverWhatANewerVersionWrote() {
        String json =
                EntryCodec.write(TestingEntries.completed(1), new JsonWriter()).utf8();
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
