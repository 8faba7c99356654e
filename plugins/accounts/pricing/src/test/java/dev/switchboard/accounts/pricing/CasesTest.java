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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        assertTrue(cases.size() >= 340, "cases: " + cases.size());
        assertEquals(cases.size(), Set.copyOf(cases).size(), "a case twice");
        return cases.stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line.split("\t", -1), sheets)));
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : List.of("cases.tsv", "more-cases.tsv")) {
            try (InputStream data = CasesTest.class.getResourceAsStream(file)) {
                new String(data.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    /** The second column: a tier, then maybe {@code region=...}, {@code factor=...} and {@code estimated}. */
    private record Circumstances(String tier, Optional<String> region, Factor factor, boolean estimated) {
        static Circumstances of(String text) {
            String[] words = text.split(" ", -1);
            Map<String, String> named = new HashMap<>();
            for (String word : words) {
                String[] pair = word.split("=", 2);
                named.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
            return new Circumstances(
                    words[0],
                    Optional.ofNullable(named.get("region")),
                    Factor.of(named.getOrDefault("factor", "1")),
                    named.containsKey("estimated"));
        }
    }

    private static void check(String[] line, Map<String, PriceSheet> sheets) {
        Circumstances circumstances = Circumstances.of(line[1]);
        PriceSheet sheet = sheets.get(line[0]).times(circumstances.factor());
        Usage usage = usage(line[2], circumstances);
        Terms told = new Terms(ServiceTier.STANDARD, circumstances.region());
        Cost.Priced cost = assertInstanceOf(Cost.Priced.class, sheet.cost(usage, told));
        assertEquals(new Money(Long.parseLong(line[3])), cost.total());
        assertEquals(usage.toMap().keySet(), cost.buckets().keySet());
        Terms asked = new Terms(ServiceTier.of(circumstances.tier()).orElseThrow(), circumstances.region());
        assertTrue(sheet.upperBound(usage, asked).orElseThrow().compareTo(cost.total()) >= 0, "reserved too little");
    }

    private static Usage usage(String text, Circumstances circumstances) {
        Usage.Builder usage = Usage.builder().serviceTier(Optional.of(circumstances.tier()));
        if (circumstances.estimated()) {
            usage.estimated();
        }
        for (String part : text.split(" ", -1)) {
            String[] pair = part.split("=", 2);
            usage.set(Bucket.valueOf(pair[0]), Long.parseLong(pair[1]));
        }
        return usage.build();
    }
}
