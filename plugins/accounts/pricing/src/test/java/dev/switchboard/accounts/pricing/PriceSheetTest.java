package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceSheetTest {
    private static final PriceSheet BANDS = sheet("""
            {"input":"2","cache_read":"0.2","output":"10",
             "above":{"200000":{"input":"4","cache_read":"0.4","output":"15"}},
             "flex":{"input":"1","output":"5"}}""");

    private static PriceSheet sheet(String json) {
        return SheetReader.read("m", "test", JsonValue.parse(Bytes.utf8(json)));
    }

    private static Usage used(Bucket bucket, long count) {
        return Usage.builder().set(bucket, count).build();
    }

    private static Money priced(PriceSheet sheet, Usage usage) {
        return assertInstanceOf(Cost.Priced.class, sheet.cost(usage, Terms.STANDARD))
                .total();
    }

    private static Cost.Unpriced unpriced(PriceSheet sheet, Usage usage) {
        return assertInstanceOf(Cost.Unpriced.class, sheet.cost(usage, Terms.STANDARD));
    }

    @Test
    void theWholeCallCostsWhatTheBandOfItsContextSays() {
        assertEquals(Money.dollars("0.4"), priced(BANDS, used(Bucket.INPUT, 200_000)));
        assertEquals(Money.dollars("0.800004"), priced(BANDS, used(Bucket.INPUT, 200_001)));
        Usage mostlyCached = Usage.builder()
                .set(Bucket.INPUT, 1)
                .set(Bucket.CACHE_READ, 200_000)
                .set(Bucket.OUTPUT, 1_000)
                .build();
        assertEquals(Money.dollars("0.095004"), priced(BANDS, mostlyCached));
    }

    @Test
    void whatWasReservedIsNeverLessThanWhatItCosts() {
        Usage bound = Usage.builder()
                .set(Bucket.INPUT, 300_000)
                .set(Bucket.OUTPUT, 1_000)
                .build();
        assertEquals(Optional.of(Money.dollars("1.215")), BANDS.upperBound(bound, Terms.STANDARD));
        PriceSheet writes =
                sheet("{\"input\":\"3\",\"cache_write_1h\":\"6\",\"cache_write\":\"3.75\",\"output\":\"15\"}");
        assertEquals(Optional.of(Money.dollars("0.006")), writes.upperBound(used(Bucket.INPUT, 1_000), Terms.STANDARD));
    }

    @Test
    void whateverKindOfTokenIsDearestIsReserved() {
        PriceSheet sheet = sheet("{\"input\":\"2\",\"input_audio\":\"40\",\"output\":\"10\",\"output_audio\":\"80\"}");
        assertEquals(Optional.of(Money.dollars("0.04")), sheet.upperBound(used(Bucket.INPUT, 1_000), Terms.STANDARD));
        assertEquals(Optional.of(Money.dollars("0.08")), sheet.upperBound(used(Bucket.OUTPUT, 1_000), Terms.STANDARD));
    }

    @Test
    void whatIsPricedByThePieceNeedsNoPriceOfTokens() {
        PriceSheet sheet = sheet("{\"images\":\"0.04\"}");
        Usage bound = Usage.builder()
                .set(Bucket.INPUT, 1_000)
                .set(Bucket.OUTPUT, 1_000)
                .set(Bucket.IMAGES, 2)
                .build();
        assertEquals(Optional.of(Money.dollars("0.08")), sheet.upperBound(bound, Terms.STANDARD));
        assertEquals(Optional.empty(), sheet.upperBound(used(Bucket.INPUT, 1_000), Terms.STANDARD));
    }

    @Test
    void aMissingPriceIsNotFree() {
        PriceSheet sheet = sheet("{\"input\":\"3\",\"cache_write\":\"3.75\",\"output\":\"15\"}");
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 1_000)
                .set(Bucket.CACHE_WRITE_1H, 10)
                .build();

        Cost.Unpriced cost = unpriced(sheet, usage);

        assertEquals("m has no price for cache_write_1h", cost.reason());
        assertEquals(Money.dollars("0.003"), cost.known());
        assertEquals(
                "m has no price for requests",
                unpriced(sheet, used(Bucket.REQUESTS, 1)).reason());
    }

    @Test
    void aTierWithoutPricesIsNotTheListPrice() {
        Usage priority = Usage.builder()
                .set(Bucket.INPUT, 1_000)
                .serviceTier(Optional.of("priority"))
                .build();
        assertEquals(
                "m has no price for the service tier priority",
                unpriced(BANDS, priority).reason());
        Usage flexAndLong = Usage.builder()
                .set(Bucket.INPUT, 300_000)
                .serviceTier(Optional.of("flex"))
                .build();
        assertEquals(Money.ZERO, unpriced(BANDS, flexAndLong).known());
        assertEquals(
                "m has no price for the service tier hyper",
                unpriced(
                                BANDS,
                                Usage.builder()
                                        .set(Bucket.INPUT, 1)
                                        .serviceTier(Optional.of("hyper"))
                                        .build())
                        .reason());
    }

    @Test
    void theTierOfTheReplyGoesBeforeThatOfTheRequest() {
        Terms askedForFlex = new Terms(ServiceTier.FLEX, Optional.empty());
        assertEquals(
                Money.dollars("0.001"),
                BANDS.cost(used(Bucket.INPUT, 1_000), askedForFlex).known());
        Usage servedAsUsual = Usage.builder()
                .set(Bucket.INPUT, 1_000)
                .serviceTier(Optional.of("default"))
                .build();
        assertEquals(
                Money.dollars("0.002"), BANDS.cost(servedAsUsual, askedForFlex).known());
    }

    @Test
    void nothingUsedCostsNothing() {
        PriceSheet sheet = sheet("{\"input\":\"1\",\"request\":\"0.01\"}");
        assertEquals(Money.ZERO, priced(sheet, Usage.none()));
        assertEquals(Money.dollars("0.010001"), priced(sheet, used(Bucket.INPUT, 1)));
        assertEquals(
                Money.ZERO,
                new Quote.Unpriced("unknown").cost(Usage.none(), Terms.STANDARD).known());
        assertInstanceOf(
                Cost.Unpriced.class, new Quote.Unpriced("unknown").cost(used(Bucket.INPUT, 1), Terms.STANDARD));
    }

    @Test
    void freeMustBeSaid() {
        assertTrue(sheet("{\"input\":0,\"output\":\"0.0\"}").isFree());
        assertFalse(sheet("{\"input\":0}").isFree());
        assertFalse(sheet("{\"input\":0,\"output\":0,\"request\":\"0.1\"}").isFree());
    }

    @Test
    void whatIsMeasuredTwiceIsBilledOnce() {
        PriceSheet byToken = sheet("{\"input\":\"5\",\"output\":\"10\",\"output_image\":\"30\"}");
        Usage image = Usage.builder()
                .set(Bucket.INPUT, 100)
                .set(Bucket.OUTPUT_IMAGE, 1_000)
                .set(Bucket.IMAGES, 1)
                .build();
        assertEquals(Money.dollars("0.0305"), priced(byToken, image));
        PriceSheet byImage = sheet("{\"images\":\"0.04\"}");
        assertEquals(Money.dollars("0.04"), priced(byImage, image));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"inputs\":1}",
                "{\"input\":-1}",
                "{\"input\":\"a lot\"}",
                "{\"input\":1,\"above\":{\"many\":{\"input\":2}}}",
                "{\"input\":1,\"above\":{\"5\":{\"above\":{}}}}",
                "{\"input\":{}}"
            })
    void refusesWhatIsNoSheet(String json) {
        assertThrows(PriceFormatException.class, () -> sheet(json));
    }

    /** A request tells that a tool may be used, not which of the provider's. */
    @Test
    void theUseOfAToolIsAtMostTheDearestTool() {
        PriceSheet sheet = sheet("{\"requests\":0.01,\"file_searches\":0.0025,\"code_sessions\":0.03}");
        assertEquals(Optional.of(Money.dollars("0.06")), sheet.upperBound(used(Bucket.REQUESTS, 2), Terms.STANDARD));
        PriceSheet filesOnly = sheet("{\"file_searches\":0.0025}");
        assertEquals(Optional.empty(), filesOnly.upperBound(used(Bucket.REQUESTS, 2), Terms.STANDARD));
    }
}
