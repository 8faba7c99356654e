package dev.switchboard.wire.gemini.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageMeterTest {
    private static final String TOKENS = "'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':2}";
    private static final String PAGE = "'groundingChunks':[{'web':{'uri':'https://a.test'}}]";
    private static final String PLACE = "'groundingChunks':[{'maps':{'uri':'https://maps.test'}}]";

    private final UsageMeter meter = new UsageMeter();

    private Optional<Usage> add(String members) {
        return meter.add(JsonValue.parse(Bytes.utf8("{" + members.replace('\'', '"') + "}")));
    }

    private static String grounded(String... metadata) {
        return "'candidates':[{'groundingMetadata':{" + String.join(",", metadata) + "}}]";
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-1.5-pro, 1",
        "gemini-2.0-flash, 1",
        "gemini-2.5-flash, 1",
        "gemini-3-flash-preview, 2",
        "gemini-3.5-flash, 2",
        "gemini-10-pro, 2"
    })
    void fromGemini3OnEachQueryCosts(String model, int searches) {
        String queries = "'webSearchQueries':['weather Oslo','','weather Bergen','weather Oslo']";
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, REQUESTS=" + searches + "]",
                add("'modelVersion':'" + model + "'," + grounded(queries, PAGE) + "," + TOKENS)
                        .orElseThrow()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash, 1", "gemini-3.5-flash, 2"})
    void mapsHaveAPriceOfTheirOwn(String model, int searches) {
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, MAP_SEARCHES=" + searches + "]",
                add("'modelVersion':'" + model + "',"
                                + grounded("'webSearchQueries':['cafes in Oslo','bars in Oslo']", PLACE) + "," + TOKENS)
                        .orElseThrow()
                        .toString());
    }

    @Test
    void aMapThatNobodyAskedInWordsCounts() {
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, MAP_SEARCHES=1]",
                add(grounded("'googleMapsWidgetContextToken':'widgetcontent/x'") + "," + TOKENS)
                        .orElseThrow()
                        .toString());
    }

    @Test
    void queriesAreTheWebsWherePagesStandBesidePlaces() {
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, REQUESTS=2, MAP_SEARCHES=1]",
                add(grounded("'webSearchQueries':['a','b']", "'groundingChunks':[{'web':{}},{'maps':{}}]") + ","
                                + TOKENS)
                        .orElseThrow()
                        .toString());
    }

    @Test
    void whatIsFetchedOrKeptByTheApplicationHasNoFee() {
        String fetched = "'candidates':[{'urlContextMetadata':{'urlMetadata':[{'retrievedUrl':'https://a.test'}]},"
                + "'groundingMetadata':{'groundingChunks':[{'retrievedContext':{'title':'mine'}}]}}]";
        assertEquals(
                "Usage[INPUT=16, OUTPUT=2]",
                add(fetched
                                + ",'usageMetadata':{'promptTokenCount':9,'toolUsePromptTokenCount':7,'candidatesTokenCount':2}")
                        .orElseThrow()
                        .toString());
    }

    /** Google repeats in later events what it said before, and the last event may say nothing of sources. */
    @Test
    void aStreamCountsEachQueryOnce() {
        assertEquals(Optional.empty(), add(grounded("'webSearchQueries':['a']")));
        assertEquals(
                "Usage[INPUT=9, OUTPUT=2, REQUESTS=2]",
                add(grounded("'webSearchQueries':['a','b']") + "," + TOKENS)
                        .orElseThrow()
                        .toString());
        assertEquals(Optional.empty(), add("'candidates':[]"));
        assertEquals(
                "Usage[INPUT=9, OUTPUT=5, REQUESTS=2]",
                add("'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':5}")
                        .orElseThrow()
                        .toString());
        assertEquals(
                "Usage[INPUT=9, OUTPUT=5, REQUESTS=3]",
                add(grounded("'webSearchQueries':['c']")).orElseThrow().toString());
    }
}
