package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceFeedTest {
    private static final String GOOD = list(100, "1e-06");

    private final List<String> heard = new ArrayList<>();
    private String text = GOOD;
    private boolean gone;
    private Optional<Bytes> kept = Optional.empty();
    private final PriceFeed feed = start();

    private PriceFeed start() {
        return new PriceFeed(
                this::fetch,
                new PriceFeed.Kept() {
                    @Override
                    public Optional<Bytes> last() {
                        return kept;
                    }

                    @Override
                    public void keep(Bytes list) {
                        kept = Optional.of(list);
                    }

                    @Override
                    public String howToForget() {
                        return "burn it";
                    }
                },
                Map.of("only-in-catalogue", sheet("only-in-catalogue")),
                Adjustments.NONE,
                new PriceFeed.Alarm() {
                    @Override
                    public void raised(String reason) {
                        heard.add("raised: " + reason);
                    }

                    @Override
                    public void cleared(int models) {
                        heard.add("cleared: " + models);
                    }
                });
    }

    private static PriceSheet sheet(String name) {
        return CostMap.read(Bytes.utf8("{\"" + name + "\":{\"input_cost_per_token\":1}}"))
                .sheets()
                .get(name);
    }

    private static String list(int models, String price) {
        return IntStream.range(0, models)
                .mapToObj(i -> "\"m" + i + "\":{\"input_cost_per_token\":" + price + ",\"output_cost_per_token\":"
                        + price + ",\"litellm_provider\":\"x\"}")
                .collect(Collectors.joining(",\n", "{\"sample_spec\":{\"input_cost_per_token\":0.0},", "}"));
    }

    private Bytes fetch() throws IOException {
        if (gone) {
            throw new IOException("cannot be reached");
        }
        return Bytes.utf8(text);
    }

    @Test
    void aListLiesAboveTheCatalogue() {
        assertEquals(1, feed.book().size());
        assertTrue(feed.refresh());
        assertEquals(101, feed.book().size());
        assertTrue(feed.book().sheet("m7").orElseThrow().version().startsWith("litellm "));
        assertFalse(feed.book().sheet("sample_spec").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"m0\": {\"input_cost_per_token\": 1e-06}",
                "{\"m0\": {\"input_cost_per_token\": 1e-06}}]",
                "{\"m0\": {\"input_cost_per_token\": 1e-06}}",
                "{\"m0\": {\"input_cost_per_token\": \"cheap\"}, \"m1\": {\"input_cost_per_token\": 1}}"
            })
    void aBadListChangesNothingAndIsToldOnce(String bad) {
        feed.refresh();
        PriceBook before = feed.book();
        text = bad;

        assertFalse(feed.refresh());
        assertFalse(feed.refresh());

        assertSame(before, feed.book());
        assertEquals(1, heard.size(), heard::toString);
        assertTrue(heard.getFirst().startsWith("raised: the price list is not taken over"), heard::toString);

        text = list(120, "2e-06");
        assertTrue(feed.refresh());
        assertEquals("cleared: 121", heard.getLast());
    }

    @Test
    void aListCutAtAnyByteIsRefused() {
        feed.refresh();
        PriceBook before = feed.book();
        for (int length = 0; length < GOOD.length(); length += 101) {
            text = GOOD.substring(0, length);
            assertFalse(feed.refresh(), "cut after " + length);
        }
        assertSame(before, feed.book());
        assertEquals(1, heard.size());
    }

    @Test
    void aListInWhichModelsBecameFreeIsRefused() {
        feed.refresh();
        text = list(100, "0");
        assertFalse(feed.refresh());
        assertTrue(heard.getFirst()
                .endsWith("of 100 models with a price, 100 have none or cost nothing now; if that is right, burn it"));
    }

    @Test
    void aSourceThatIsAwayChangesNothing() {
        gone = true;
        assertFalse(feed.refresh());
        assertEquals(1, feed.book().size());
        gone = false;
        assertTrue(feed.refresh());
        assertEquals(2, heard.size());
    }

    @Test
    void theLastGoodListIsInForceAfterAStart() {
        feed.refresh();
        text = list(100, "0");
        feed.refresh();
        gone = true;

        PriceFeed next = start();

        assertEquals(101, next.book().size());
        assertFalse(next.book().sheet("m7").orElseThrow().isFree());
        gone = false;
        assertFalse(next.refresh(), "what the feed before refused is no better after a start");
    }

    @Test
    void aKeptListThatIsBrokenIsAsNone() {
        kept = Optional.of(Bytes.utf8(GOOD.substring(0, 1_000)));

        PriceFeed next = start();

        assertEquals(1, next.book().size());
        assertEquals(List.of(), heard);
        assertTrue(next.refresh());
        assertEquals(GOOD, kept.orElseThrow().utf8());
    }

    @Test
    void whatCouldNotBeFetchedIsFetchedSooner() {
        Duration day = Duration.ofDays(1);
        feed.refresh();
        assertEquals(day, feed.pause(day));
        gone = true;
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            feed.refresh();
            pauses.add(feed.pause(day));
        }
        assertEquals(Duration.ofMinutes(1), pauses.getFirst());
        assertEquals(Duration.ofMinutes(2), pauses.get(1));
        assertEquals(Duration.ofMinutes(1024), pauses.get(10));
        assertEquals(day, pauses.getLast());
        assertEquals(Duration.ofSeconds(10), feed.pause(Duration.ofSeconds(10)));
        gone = false;
        feed.refresh();
        assertEquals(day, feed.pause(day));
    }

    @Test
    void anUnchangedListKeepsTheBook() {
        feed.refresh();
        PriceBook before = feed.book();
        feed.refresh();
        assertSame(before, feed.book());
    }
}
