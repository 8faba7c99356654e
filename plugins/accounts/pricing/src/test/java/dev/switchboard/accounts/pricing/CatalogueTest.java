package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void everyRowHasASourceAndAPriceOfInputAndOutput() throws IOException {
        try (InputStream data = Catalogue.class.getResourceAsStream("catalogue.json")) {
            JsonValue catalogue = JsonValue.parse(Bytes.wrap(data.readAllBytes()));
            assertTrue(catalogue.string("read").orElseThrow().matches("20\\d\\d-\\d\\d-\\d\\d"));
            for (JsonValue row : catalogue.get("models").elements()) {
                assertFalse(row.get("source").elements().isEmpty(), row::toString);
            }
        }
        Usage both = Usage.builder().set(Bucket.INPUT, 1).set(Bucket.OUTPUT, 1).build();
        Map<String, PriceSheet> sheets = Catalogue.load();
        assertTrue(sheets.size() > 50);
        sheets.forEach((name, sheet) -> {
            assertFalse(sheet.isFree(), name);
            assertInstanceOf(Cost.Priced.class, sheet.cost(both, Terms.STANDARD), name);
        });
    }

    @Test
    void pricesOfClaudeTellCacheTimesApart() {
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 1_000)
                .set(Bucket.CACHE_READ, 1_000)
                .set(Bucket.CACHE_WRITE, 1_000)
                .set(Bucket.CACHE_WRITE_1H, 1_000)
                .set(Bucket.OUTPUT, 1_000)
                .build();
        assertEquals(
                Money.dollars("0.02805"),
                Catalogue.load()
                        .get("claude-sonnet-4-5")
                        .cost(usage, Terms.STANDARD)
                        .known());
    }
}
