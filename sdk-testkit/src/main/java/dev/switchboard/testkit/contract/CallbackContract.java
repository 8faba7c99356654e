package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.doubles.TestingReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every callback must do: whatever is reported comes out at its other end, once and in order. */
public abstract class CallbackContract extends ComponentContract<Callback> {

    /**
     * The ids of the exchanges that have come out at the other end of the callback that was made last, in order. Called
     * after it was closed.
     */
    protected abstract List<String> deliveredIds();

    @Test
    void deliversOneReport() {
        assertDelivered(List.of(TestingReport.completed("one")));
    }

    @Test
    void deliversBatchesInOrder() {
        assertDelivered(batch(0, 1), batch(1, 500), batch(501, 2));
    }

    @Test
    void deliversReportsFromOneThreadAfterAnother() throws InterruptedException {
        Callback callback = component();
        for (int number = 0; number < 3; number++) {
            List<ExchangeReport> batch = batch(number, 1);
            Thread.ofVirtual().start(() -> callback.report(batch)).join();
        }
        callback.close();
        assertEquals(ids(batch(0, 3)), deliveredIds());
    }

    @Test
    void deliversWhatIsNearlyUnknown() {
        assertDelivered(List.of(TestingReport.refused("early", GatewayError.of(ErrorKind.AUTHENTICATION, "no key"))));
    }

    @Test
    void deliversEveryOutcome() {
        List<ExchangeReport> batch = new ArrayList<>();
        for (ExchangeReport.Outcome outcome : ExchangeReport.Outcome.values()) {
            batch.add(TestingReport.completed(outcome.name()).ended(outcome));
        }
        assertDelivered(List.copyOf(batch));
    }

    /** Line breaks, quotes and control characters must not break the format at the other end, whatever it is. */
    @Test
    void deliversTextThatNeedsEscapes() {
        GatewayError error =
                GatewayError.of(ErrorKind.UPSTREAM, "line\nbreak \"quoted\" \\ tab\t nul\0 \u2028 äöü 😀 \uD800");
        assertDelivered(List.of(TestingReport.refused("escapes", error), TestingReport.completed("after")));
    }

    @Test
    void deliversBodiesOfAnySizeAndEncoding() {
        Bytes large = Bytes.utf8("ä".repeat(100_000));
        Bytes notText = Bytes.wrap(new byte[] {(byte) 0xFF, 0, '\n', (byte) 0xC3});
        assertDelivered(List.of(
                TestingReport.completed("large").withBodies(large, large),
                TestingReport.completed("not-text").withBodies(notText, Bytes.empty())));
    }

    @Test
    void closesWithoutAnyReport() {
        component().close();
        assertEquals(List.of(), deliveredIds());
    }

    @SafeVarargs
    private void assertDelivered(List<? extends ExchangeReport>... batches) {
        List<String> expected = new ArrayList<>();
        for (List<? extends ExchangeReport> batch : batches) {
            component().report(List.copyOf(batch));
            expected.addAll(ids(batch));
        }
        component().close();
        assertEquals(expected, deliveredIds());
    }

    private static List<ExchangeReport> batch(int first, int count) {
        return IntStream.range(first, first + count)
                .<ExchangeReport>mapToObj(number -> TestingReport.completed("exchange-" + number))
                .toList();
    }

    private static List<String> ids(List<? extends ExchangeReport> batch) {
        return batch.stream().map(ExchangeReport::id).toList();
    }
}
