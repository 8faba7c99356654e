package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Usage that providers really reported: every token in one bucket, each bucket at its price, and nothing left over. */
class RecordedUsageTest {
    private static final long FIRST_PRICE = 1_000_003;
    private static final Rates PRICES = prices();
    private static final PriceSheet SHEET = PriceSheet.builder("any", "test")
            .rates(ServiceTier.STANDARD, PRICES)
            .rates(ServiceTier.FLEX, PRICES)
            .rates(ServiceTier.PRIORITY, PRICES)
            .build();

    /** A price of its own for each bucket, so that tokens in the wrong one show. */
    private static Rates prices() {
        Map<Bucket, Price> prices = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            prices.put(bucket, new Price(FIRST_PRICE + 999_983L * bucket.ordinal()));
        }
        return new Rates(prices, Optional.empty());
    }

    private static List<JsonValue> objects(Recording recording) {
        String text = new String(recording.response().body(), StandardCharsets.UTF_8);
        List<JsonValue> found = new ArrayList<>();
        JsonValue.read(Bytes.utf8(text)).ifPresent(found::add);
        text.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).strip())
                .forEach(data -> JsonValue.read(Bytes.utf8(data)).ifPresent(found::add));
        return found;
    }

    /** The last report of a reply, which says everything. */
    private static Optional<JsonValue> report(Recording recording, String name) {
        JsonValue last = JsonValue.MISSING;
        for (JsonValue object : objects(recording)) {
            for (JsonValue place : List.of(object, object.get("response"), object.get("message"))) {
                last = place.get(name).isObject() ? place.get(name) : last;
            }
        }
        return last.isObject() ? Optional.of(last) : Optional.empty();
    }

    private static Optional<Usage> usage(Recording recording) {
        Optional<JsonValue> gemini = report(recording, "usageMetadata");
        if (gemini.isPresent()) {
            return dev.switchboard.wire.gemini.reply.UsageReader.read(gemini.get());
        }
        Optional<JsonValue> report = report(recording, "usage");
        boolean anthropic = report.filter(each -> each.members().containsKey("cache_creation_input_tokens")
                        && each.integer("input_tokens").isPresent())
                .isPresent();
        return anthropic
                ? Optional.of(anthropic(recording))
                : report.flatMap(dev.switchboard.wire.openai.reply.UsageReader::read);
    }

    private static Usage anthropic(Recording recording) {
        dev.switchboard.wire.anthropic.reply.UsageReader reader =
                new dev.switchboard.wire.anthropic.reply.UsageReader();
        Usage usage = Usage.none();
        for (JsonValue object : objects(recording)) {
            for (JsonValue place : List.of(object, object.get("message"))) {
                usage = place.get("usage").isObject() ? reader.add(place.get("usage")) : usage;
            }
        }
        return usage;
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedUsageIsPricedToTheUnit() {
        return Recordings.locate().tests(recording -> usage(recording).isPresent(), recording -> {
            Usage usage = usage(recording).orElseThrow();
            Cost.Priced cost = assertInstanceOf(Cost.Priced.class, SHEET.cost(usage, Terms.STANDARD));
            BigDecimal total = BigDecimal.ZERO;
            for (Map.Entry<Bucket, Long> used : usage.toMap().entrySet()) {
                total = total.add(BigDecimal.valueOf(
                                FIRST_PRICE + 999_983L * used.getKey().ordinal())
                        .multiply(BigDecimal.valueOf(used.getValue()))
                        .movePointLeft(3)
                        .setScale(0, RoundingMode.HALF_UP));
            }
            assertEquals(total.longValueExact(), cost.total().nanos());
            reportedTotal(recording)
                    .ifPresent(reported -> assertEquals(reported, usage.totalTokens(), usage::toString));
        });
    }

    /** What the provider says all tokens together are. */
    private static OptionalLong reportedTotal(Recording recording) {
        JsonValue usage = report(recording, "usage").orElse(JsonValue.MISSING);
        return usage.integer("total_tokens").isPresent()
                ? usage.integer("total_tokens")
                : report(recording, "usageMetadata").orElse(JsonValue.MISSING).integer("totalTokenCount");
    }

    /** Some providers state what a call cost: the catalogue must come to the same. */
    @Test
    void theCatalogueComesToWhatProvidersStated() {
        Recordings recordings = Recordings.locate();
        recordings.assumePresent();
        Map<String, PriceSheet> catalogue = Catalogue.load();
        int checked = 0;
        for (Recording recording :
                recordings.matching(each -> report(each, "usage").isPresent())) {
            String model = recording.model().orElse("").replaceFirst(".*/", "").replaceAll("(\\d)\\.(\\d)", "$1.$2");
            PriceSheet sheet = Optional.ofNullable(catalogue.get(model)).orElse(catalogue.get(model.replace('.', '-')));
            Optional<BigDecimal> stated = stated(report(recording, "usage").orElseThrow());
            if (sheet != null && stated.isPresent()) {
                Usage usage = usage(recording).orElseThrow();
                assertEquals(
                        0,
                        stated.get()
                                .compareTo(sheet.cost(usage, Terms.STANDARD)
                                        .known()
                                        .toDollars()),
                        () -> recording + ": " + stated.get() + " but " + sheet.cost(usage, Terms.STANDARD));
                checked++;
            }
        }
        assertTrue(checked >= 8, "checked: " + checked);
    }

    private static Optional<BigDecimal> stated(JsonValue usage) {
        JsonValue ticks = usage.get("cost_in_usd_ticks");
        if (ticks.isNumber()) {
            return Optional.of(new BigDecimal(ticks.text().text()).movePointLeft(10));
        }
        JsonValue upstream = usage.get("cost_details").get("upstream_inference_cost");
        return upstream.isNumber() ? Optional.of(new BigDecimal(upstream.text().text())) : Optional.empty();
    }
}
