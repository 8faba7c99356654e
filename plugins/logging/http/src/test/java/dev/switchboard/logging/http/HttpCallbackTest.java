package dev.switchboard.logging.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HttpCallbackTest {
    private final Receiver receiver = new Receiver();

    private static List<ExchangeReport> reports(int count) {
        return IntStream.range(0, count)
                .<ExchangeReport>mapToObj(number -> TestingReport.completed("exchange-" + number))
                .toList();
    }

    private static List<String> ids(List<ExchangeReport> reports) {
        return reports.stream().map(ExchangeReport::id).toList();
    }

    @Test
    void deliveriesAreOfABoundedNumberOfReports() {
        receiver.callback(Receiver.config(2, "4MB", 1)).report(reports(5));
        assertEquals(
                List.of(2, 2, 1),
                receiver.accepted.stream()
                        .map(body -> body.get("reports").size())
                        .toList());
        assertEquals(ids(reports(5)), receiver.ids());
    }

    @Test
    void deliveriesAreOfABoundedLengthAndWhatIsLongerIsLostAndTold() {
        Bytes large = Bytes.utf8("x".repeat(3_000));
        List<ExchangeReport> batch = List.of(
                TestingReport.completed("one"),
                TestingReport.completed("too-long").withBodies(large, large),
                TestingReport.completed("two"),
                TestingReport.completed("three"));
        receiver.callback(Receiver.config(100, "2KB", 1)).report(batch);
        assertEquals(List.of("one", "two", "three"), receiver.ids());
        assertTrue(receiver.requests.size() > 1);
        receiver.requests.forEach(request -> assertTrue(request.body().length() <= 2_048));
        assertEquals(1, receiver.accepted.getLast().get("lost").asInt());
    }

    @Test
    void whatFailsForAWhileIsTriedAgainWithGrowingWaitsAndTheSameId() {
        receiver.answering(503, 0, 429, 500, 408);
        receiver.callback(Receiver.config(100, "4MB", 6)).report(reports(1));
        assertEquals(Stream.of(1, 2, 4, 8, 16).map(Duration::ofSeconds).toList(), receiver.waits);
        assertEquals(ids(reports(1)), receiver.ids());
        assertEquals(
                List.of("exchange-0"),
                receiver.requests.stream()
                        .map(request -> request.headers()
                                .first("x-switchboard-delivery")
                                .orElseThrow())
                        .distinct()
                        .toList());
    }

    @Test
    void waitsDoNotGrowBeyondHalfAMinute() {
        receiver.answering(500, 500, 500, 500, 500, 500, 500);
        receiver.callback(Receiver.config(100, "4MB", 8)).report(reports(1));
        assertEquals(Duration.ofSeconds(30), receiver.waits.getLast());
    }

    @Test
    void whatIsGivenUpIsAFailureThatNamesTheServiceAndTheNextDeliveryCountsIt() {
        receiver.answering(503, 503);
        HttpCallback callback = receiver.callback(Receiver.config(100, "4MB", 2));
        GatewayException failure = assertThrows(GatewayException.class, () -> callback.report(reports(3)));
        assertEquals(
                "the service at reports.test answered 503 at try 2",
                failure.error().message());
        callback.report(reports(1));
        assertEquals(3, receiver.accepted.getLast().get("lost").asInt());
    }

    @Test
    void oneDeliveryThatFailsDoesNotKeepTheNextBack() {
        receiver.answering(400);
        HttpCallback callback = receiver.callback(Receiver.config(2, "4MB", 6));
        GatewayException failure = assertThrows(GatewayException.class, () -> callback.report(reports(4)));
        assertEquals(
                "the service at reports.test refused with 400 at try 1",
                failure.error().message());
        assertEquals(List.of("exchange-2", "exchange-3"), receiver.ids());
        assertEquals(List.of(), receiver.waits);
    }

    @Test
    void nobodyWaitsForAnotherTryOnceItIsClosed() {
        receiver.answering(503, 503).closed();
        HttpCallback callback = receiver.callback(Receiver.config(100, "4MB", 6));
        assertThrows(GatewayException.class, () -> callback.report(reports(1)));
        assertEquals(1, receiver.requests.size());
    }

    @Test
    void closingEndsAWait() {
        Latch latch = new Latch();
        latch.open();
        assertFalse(latch.waitFor(Duration.ofDays(1)));
    }

    @Test
    void deliveriesAreSigned() {
        Bytes body = Bytes.utf8("{\"reports\":[]}");
        // echo -n '1767323045.{"reports":[]}' | openssl dgst -sha256 -hmac sk-test-not-a-real-key
        assertEquals(
                "t=1767323045,v1=5aefc766fb7e5a9b6f398ae8fda013f3b72de243e4a275dea85d6f80b5647100",
                Signature.of(Receiver.SECRET, Instant.ofEpochSecond(1_767_323_045), body));
        receiver.callback(Receiver.config(100, "4MB", 1)).report(reports(1));
        UpstreamRequest request = receiver.requests.getFirst();
        assertTrue(
                request.headers().first("x-switchboard-signature").orElseThrow().startsWith("t=1767323045,v1="));
        assertFalse(request.body().utf8().contains(Receiver.SECRET));
    }

    @Test
    void badSettingsAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> Receiver.config(0, "4MB", 6));
        assertThrows(IllegalArgumentException.class, () -> Receiver.config(1, "1B", 6));
        assertThrows(IllegalArgumentException.class, () -> Receiver.config(1, "4MB", 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HttpCallbackConfig(
                        Receiver.URL,
                        Optional.of("short"),
                        1,
                        DataSize.parse("4MB"),
                        Duration.ofSeconds(1),
                        1,
                        false,
                        false));
    }
}
