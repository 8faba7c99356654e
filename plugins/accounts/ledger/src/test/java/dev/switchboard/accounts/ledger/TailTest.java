package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {
    private final Tail tail = new Tail(100, 1_000);

    /** Adds entries of ten bytes each. */
    private void add(int from, int to) {
        IntStream.range(from, to).forEach(number -> tail.add(TestingEntries.completed(number), 1_010 + number * 10L));
    }

    private static List<LedgerEntry> completed(int from, int to) {
        return IntStream.range(from, to).mapToObj(TestingEntries::completed).toList();
    }

    private List<LedgerEntry> read(long from, long to) {
        return tail.read(from, to, 100).orElseThrow().entries();
    }

    @Test
    void givesWhatLiesBetweenTwoOffsets() {
        add(0, 10);

        assertEquals(completed(0, 3), read(1_000, 1_039));
        assertEquals(1_039, tail.read(1_000, 1_039, 100).orElseThrow().behind());
        assertEquals(completed(3, 10), read(1_030, 1_100));
    }

    @Test
    void givesNoMoreThanIsAskedForAndSaysHowFarThatWent() {
        add(0, 10);

        LedgerLog.Batch some = tail.read(1_000, 1_100, 4).orElseThrow();

        assertEquals(completed(0, 4), some.entries());
        assertEquals(1_040, some.behind());
    }

    @Test
    void doesNotKnowWhatWasReadOnFrom() {
        add(0, 10);
        read(1_050, 1_100);

        assertTrue(tail.read(1_040, 1_100, 100).isEmpty());
        assertEquals(completed(5, 10), read(1_050, 1_100), "but what may have to be read again");
    }

    @Test
    void forgetsTheOldestThatItHasNoRoomFor() {
        add(0, 12);

        assertTrue(tail.read(1_010, 1_120, 100).isEmpty());
        assertEquals(completed(2, 12), read(1_020, 1_120));
    }

    @Test
    void anEntryLargerThanItsRoomIsNotHere() {
        tail.add(TestingEntries.completed(0), 1_500);

        assertTrue(tail.read(1_000, 1_500, 100).isEmpty());
        assertEquals(List.of(), read(1_500, 1_500));
    }
}
