package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.spi.shared.SharedValues.Reading;
import dev.switchboard.spi.shared.SharedValues.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of shared values must do: show what was written last, and let nobody write over what they have not read. */
public abstract class SharedValuesContract extends ComponentContract<SharedValues> {
    private static final String NAME = "contract/one";
    private static final String OTHER = "contract/two";

    /** Another instance with the same settings, as another gateway has it; closed by the suite. */
    protected abstract SharedValues another();

    @Test
    void hasNothingAtFirst() {
        Reading reading = component().read(List.of(NAME, OTHER));
        assertEquals(Map.of(), reading.values());
        assertFalse(reading.epoch().isEmpty(), "no epoch");
        assertEquals(reading.epoch(), component().read(List.of()).epoch());
    }

    @Test
    void othersSeeWhatWasWritten() {
        write(NAME, "Grüße, \n\u0000 and 🙂");
        try (SharedValues another = another()) {
            Reading reading = another.read(List.of(NAME, OTHER));
            assertEquals(Set.of(NAME), reading.values().keySet());
            assertEquals("Grüße, \n\u0000 and 🙂", reading.text(NAME));
            assertTrue(reading.to(NAME, "").version() > Reading.NOTHING, "no version");
        }
    }

    @Test
    void nobodyWritesOverWhatTheyHaveNotRead() {
        Reading first = component().read(List.of(NAME, OTHER));
        write(NAME, "mine");
        assertEquals(
                Set.of(OTHER),
                component()
                        .write(first.epoch(), Map.of(NAME, first.to(NAME, "yours"), OTHER, first.to(OTHER, "free"))));
        assertEquals("mine", text(NAME));
        assertEquals("free", text(OTHER));
    }

    @Test
    void versionsNeverComeBack() {
        write(NAME, "first");
        Reading old = component().read(List.of(NAME));
        write(NAME, "");
        assertEquals(Map.of(), component().read(List.of(NAME)).values(), "an empty text removes the value");
        for (int i = 0; i < 5; i++) {
            write(NAME, "text " + i);
            assertEquals(Set.of(), component().write(old.epoch(), Map.of(NAME, old.to(NAME, "late"))));
        }
    }

    @Test
    void nothingIsWrittenInAnotherEpoch() {
        assertEquals(Set.of(), component().write("another epoch", Map.of(NAME, new Value(Reading.NOTHING, "lost"))));
        assertEquals(Map.of(), component().read(List.of(NAME)).values());
    }

    @Test
    void emptyQuestionsAreAnswered() {
        Reading reading = component().read(List.of());
        assertEquals(Map.of(), reading.values());
        assertEquals(Set.of(), component().write(reading.epoch(), Map.of()));
    }

    @Test
    void largeTextsAndManyNamesAreKept() {
        write(NAME, "x".repeat(1_000_000));
        assertEquals(1_000_000, text(NAME).length());
        String longest = "n".repeat(512);
        write(longest, "long");
        assertEquals("long", text(longest));
    }

    /** Each adds one to a number, again and again, until it was the one who wrote: none gets lost. */
    @Test
    void manyThreadsLoseNoChange() throws InterruptedException {
        write(NAME, "0");
        AtomicInteger added = new AtomicInteger();
        Crowd.assertAllRight(_ -> {
            while (true) {
                Reading reading = component().read(List.of(NAME));
                String next = Integer.toString(Integer.parseInt(reading.text(NAME)) + 1);
                if (!component()
                        .write(reading.epoch(), Map.of(NAME, reading.to(NAME, next)))
                        .isEmpty()) {
                    added.incrementAndGet();
                    return true;
                }
            }
        });
        assertEquals(Integer.toString(added.get()), text(NAME));
    }

    private String text(String name) {
        return component().read(List.of(name)).text(name);
    }

    private void write(String name, String text) {
        Reading reading = component().read(List.of(name));
        assertEquals(Set.of(name), component().write(reading.epoch(), Map.of(name, reading.to(name, text))));
    }
}
