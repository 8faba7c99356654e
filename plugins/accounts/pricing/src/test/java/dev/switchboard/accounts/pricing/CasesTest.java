package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Costs worked by hand: exact to the nano-dollar. */
class CasesTest {
    @TestFactory
    Stream<DynamicTest> everyCaseIsExact() throws IOException {
        Map<String, PriceSheet> sheets = new HashMap<>();
        List<String> lines = lines();
        lines.stream().filter(line -> line.startsWith("@")).forEach(line -> {
            String[] parts = line.substring(1).split("\t", 2);
            sheets.put(parts[0], SheetReader.read(parts[0], "cases", JsonValue.parse(Bytes.utf8(parts[1]))));
        });
        List<String> cases = lines.stream()
                .filter(line -> !line.startsWith("@") && !line.startsWith("#"))
                .toList();
        assertTrue(cases.size() >= 100, "cases: " + cases.size());
        return cases.stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line.split("\t", -1), sheets)));
    }

    private static List<String> lines() throws IOException {
        try (InputStream data = CasesTest.class.getResourceAsStream("cases.tsv")) {
            return new String(data.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static void check(String[] line, Map<String, PriceSheet> sheets) {
        PriceSheet sheet = sheets.get(line[0]);
        Usage usage = usage(line[2], line[1]);
        Cost.Priced cost = assertInstanceOf(Cost.Priced.class, sheet.cost(usage, Terms.STANDARD));
        assertEquals(new Money(Long.parseLong(line[3])), cost.total());
        assertEquals(usage.toMap().keySet(), cost.buckets().keySet());
        Terms asked = new Terms(ServiceTier.of(line[1]).orElseThrow(), Optional.empty());
        assertTrue(sheet.upperBound(usage, asked).orElseThrow().compareTo(cost.total()) >= 0, "reserved too little");
    }

    private static Usage usage(String text, String tier) {
        Usage.Builder usage = Usage.builder().serviceTier(Optional.of(tier));
        for (String part : text.split(" ", -1)) {
            String[] pair = part.split("=", 2);
            usage.set(Bucket.valueOf(pair[0]), Long.parseLong(pair[1]));
        }
        return usage.build();
    }
}
