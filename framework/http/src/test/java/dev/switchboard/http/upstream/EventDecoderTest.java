package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.recordings.Recordings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private static final int LIMIT = 1 << 20;

    /** Streams in Java's escapes, and the events expected: {@code name=data}, separated by a bar. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "data: a\\n\\ndata: b\\n\\n ~ =a|=b",
                "data: a\\r\\n\\r\\ndata: b\\r\\n\\r\\n ~ =a|=b",
                "data: a\\r\\rdata: b\\r\\r ~ =a|=b",
                "data: a\\r\\r\\ndata: b\\n\\n ~ =a|=b",
                "data: a\\n\\rdata: b\\n\\n ~ =a|=b",
                "data: a\\n\\r\\ndata: b\\n\\n ~ =a|=b",
                "data:a\\n\\ndata:  b\\n\\n ~ =a|= b",
                "data: a\\ndata: b\\ndata:\\ndata\\n\\n ~ =a\\nb\\n\\n",
                "event: ping\\ndata: {}\\n\\n ~ ping={}",
                "event: x\\nevent:y\\ndata: 1\\nid: 7\\nretry: 3\\n\\n ~ y=1",
                ": comment\\n\\ndata: a\\n\\n ~ =|=a",
                ": comment\\ndata: a\\n\\n ~ =a",
                "\\n\\ndata: a\\n\\n ~ =|=|=a",
                "\\ufeffdata: a\\n\\n\\ufeffdata: b\\n\\n ~ =a|=",
                "\\ufeff\\ndata: a\\n\\n ~ =|=a",
                "event: ping\\n\\n ~ ping=",
                "data: a\\n\\ndata: b\\n ~ =a|=b",
                "data: a\\n\\ndata: b ~ =a|=b",
                "data: a\\r\\n\\r ~ =a",
                "data: a\\n\\n: bye ~ =a|=",
                "data: a\\n\\nevent: end ~ =a|end=",
                "data: a\\n\\ndatas: a\\ndat: b\\nda ta: c\\n\\n ~ =a|=",
                "datas: a\\ndata: b\\n\\n ~ =b",
                "id: 7\\n\\ndatas: a\\n\\n ~ =|=",
                "data: \\u00e9\\u4e16\\ud83d\\ude00\\n\\n ~ =\\u00e9\\u4e16\\ud83d\\ude00",
                "data\\n\\n ~ =",
                "data: a: b\\n\\n ~ =a: b",
            })
    void cutsServerSentEvents(String stream, String expected) {
        assertEvents(Framing.SSE, stream, expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html>\n<title>Bad gateway</title>\n\n<p>",
                "<html>data: a</html>",
                "{\"error\":\"overloaded\"}",
                "upstream connect error",
                ": waiting\n\n<html>\n\n",
                "datas: a\n\ndata: b\n\n",
            })
    void refusesWhatIsNoStreamOfEvents(String body) {
        assertMalformed(Framing.SSE, bytes(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{1}\\n{2}\\n ~ ={1}|={2}",
                "{1}\\r\\n{2} ~ ={1}|={2}",
                "\\n{1}\\n\\n ~ =|={1}|=",
                " {1} \\n ~ ={1}",
            })
    void cutsLinesOfJson(String stream, String expected) {
        assertEvents(Framing.NDJSON, stream, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[{1},{2}] ~ ={1}|={2}|=",
                "[] ~ =",
                " [ ] \\n ~ =|=",
                "[{\"a\":\"]},{\\\\\"\"}\\n,\\r\\n[1,[2]]] ~ ={\"a\":\"]},{\\\\\"\"}|=[1,[2]]|=",
                "[1, true ,\"x\\\\\\\\\",null] ~ =1|=true|=\"x\\\\\\\\\"|=null|=",
                "[\"\\\\\"\",\"]\"] ~ =\"\\\\\"\"|=\"]\"|=",
            })
    void cutsElementsOfAnArray(String stream, String expected) {
        assertEvents(Framing.JSON_ARRAY, stream, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1,]", "[,1]", "[1 2]", "[{}{}]", "[] x", "[]]", "[:1]"})
    void refusesWhatIsNoArray(String stream) {
        assertMalformed(Framing.JSON_ARRAY, bytes(stream));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[1", "[1,", "[{}", "[\"a", "[\"\\"})
    void refusesAnArrayThatIsCut(String stream) {
        assertMalformed(Framing.JSON_ARRAY, bytes(stream));
    }

    @Test
    void readsFramesWithHeadersOfAllTypes() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(AwsFrames.frame("chunk", "{\"a\":1}"));
        stream.writeBytes(AwsFrames.frameWithAllTypes("boom"));
        stream.writeBytes(AwsFrames.frame("", ""));
        List<UpstreamEvent> events = decode(Framing.AWS_EVENT_STREAM, List.of(stream.toByteArray()));
        assertEquals("chunk={\"a\":1}|boom=x|=", text(events));
        assertEquals(
                "{:exception-type=boom, yes=true, no=false, byte=-2, short=-3, int=-4, long=-5, bytes=AQI=, "
                        + "time=1970-01-01T00:00:01Z, uuid=00000000-0000-0001-0000-000000000002}",
                events.get(1).attributes().toString());
        assertSameEventsForAnyChunking(Framing.AWS_EVENT_STREAM, stream.toByteArray());
    }

    @Test
    void refusesFramesWithAFlippedBit() {
        byte[] frame = AwsFrames.frame("chunk", "{\"a\":1}");
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] broken = frame.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);
            assertMalformed(Framing.AWS_EVENT_STREAM, broken);
        }
    }

    @Test
    void refusesFramesThatAreCut() {
        byte[] frame = AwsFrames.frame("chunk", "{}");
        for (int length = 1; length < frame.length; length++) {
            assertMalformed(Framing.AWS_EVENT_STREAM, Arrays.copyOf(frame, length));
        }
    }

    @Test
    void refusesLengthsThatCannotBe() {
        assertMalformed(Framing.AWS_EVENT_STREAM, AwsFrames.prelude(-1, 0));
        assertMalformed(Framing.AWS_EVENT_STREAM, AwsFrames.prelude(Integer.MAX_VALUE, 0));
        assertMalformed(Framing.AWS_EVENT_STREAM, AwsFrames.prelude(15, 0));
        assertMalformed(Framing.AWS_EVENT_STREAM, AwsFrames.prelude(100, 85));
        assertMalformed(Framing.AWS_EVENT_STREAM, AwsFrames.prelude(100, -1));
    }

    @ParameterizedTest
    @CsvSource({"SSE,data: ", "NDJSON,{", "JSON_ARRAY,[{"})
    void refusesEventsBeyondTheLimit(Framing framing, String beginning) {
        EventDecoder decoder = EventDecoder.of(framing, 1000);
        decoder.feed(Bytes.utf8(beginning));
        GatewayException error = assertThrows(GatewayException.class, () -> {
            for (int i = 0; i < 11; i++) {
                assertNull(decoder.next());
                decoder.feed(Bytes.utf8("x".repeat(100)));
            }
            decoder.next();
        });
        assertEquals("event_too_large", error.error().code().orElseThrow());
        assertEquals(ErrorKind.UPSTREAM, error.error().kind());
    }

    @Test
    void slicesEventsThatLieWithinAChunk() {
        Bytes chunk = Bytes.utf8("data: a\n\ndata: b\n\ndata: c");
        EventDecoder decoder = EventDecoder.of(Framing.SSE, LIMIT);
        decoder.feed(chunk);
        assertSame(chunk.array(), present(decoder.next()).raw().array());
        assertSame(chunk.array(), present(decoder.next()).data().array());
        assertNull(decoder.next());
    }

    /** An event that was given out must not change when its neighbour is put together in the same array. */
    @Test
    void neverWritesToEventsThatWereGivenOut() {
        EventDecoder decoder = EventDecoder.of(Framing.NDJSON, LIMIT);
        decoder.feed(Bytes.utf8("{1"));
        assertNull(decoder.next());
        decoder.feed(Bytes.utf8("}\n{2"));
        UpstreamEvent first = present(decoder.next());
        assertNull(decoder.next());
        decoder.feed(Bytes.utf8("}\n{3}\n{4"));
        List<UpstreamEvent> events = List.of(first, present(decoder.next()), present(decoder.next()));
        assertEquals("={1}|={2}|={3}", text(events));
    }

    @TestFactory
    Stream<DynamicTest> cutsRecordedStreamsTheSameForAnyChunking() {
        return Recordings.locate().tests(recording -> recording.response().stream(), recording -> {
            byte[] body = recording.response().body();
            Framing framing = framing(recording.response().headers().toString() + recording.id(), body);
            assertTrue(decode(framing, List.of(body)).stream()
                    .anyMatch(event -> !event.data().isEmpty()));
            assertSameEventsForAnyChunking(framing, body);
        });
    }

    private static Framing framing(String hints, byte[] body) {
        if (hints.contains("amazon.eventstream") || body[0] == 0) {
            return Framing.AWS_EVENT_STREAM;
        }
        return switch (body[0]) {
            case '[' -> Framing.JSON_ARRAY;
            case '{' -> Framing.NDJSON;
            default -> Framing.SSE;
        };
    }

    private static void assertEvents(Framing framing, String escaped, String expected) {
        byte[] stream = bytes(unescape(escaped));
        assertEquals(unescape(expected), text(decode(framing, List.of(stream))));
        assertSameEventsForAnyChunking(framing, stream);
    }

    private static void assertSameEventsForAnyChunking(Framing framing, byte[] stream) {
        List<UpstreamEvent> whole = decode(framing, List.of(stream));
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        whole.forEach(event -> joined.writeBytes(event.raw().toArray()));
        assertArrayEquals(stream, joined.toByteArray());
        for (Chunking chunking : Chunking.awkward()) {
            assertEquals(whole, decode(framing, chunking.split(stream)), chunking::toString);
        }
        for (int seed = 0; seed < 30; seed++) {
            assertEquals(whole, decode(framing, randomPieces(stream, new Random(seed))), "seed " + seed);
        }
    }

    private static List<byte[]> randomPieces(byte[] stream, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int most = 1 + random.nextInt(Math.max(1, stream.length));
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(most));
            pieces.add(Arrays.copyOfRange(stream, from, to));
            from = to;
        }
        return pieces;
    }

    private static void assertMalformed(Framing framing, byte[] stream) {
        for (Chunking chunking : List.of(Chunking.whole(), Chunking.ofSize(1))) {
            GatewayException error =
                    assertThrows(GatewayException.class, () -> decode(framing, chunking.split(stream)));
            assertEquals(ErrorKind.UPSTREAM, error.error().kind());
        }
    }

    private static List<UpstreamEvent> decode(Framing framing, List<byte[]> pieces) {
        EventDecoder decoder = EventDecoder.of(framing, LIMIT);
        List<UpstreamEvent> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            decoder.feed(Bytes.wrap(piece));
            for (UpstreamEvent event = decoder.next(); event != null; event = decoder.next()) {
                events.add(event);
            }
        }
        UpstreamEvent last = decoder.end();
        if (last != null) {
            events.add(last);
        }
        return events;
    }

    private static String text(List<UpstreamEvent> events) {
        return String.join(
                "|",
                events.stream()
                        .map(event -> event.name() + "=" + event.data().utf8())
                        .toList());
    }

    private static UpstreamEvent present(@Nullable UpstreamEvent event) {
        assertNotNull(event);
        return event;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String unescape(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String plain = text.replace("\\ufeff", "\ufeff")
                .replace("\\u00e9", "\u00e9")
                .replace("\\u4e16", "\u4e16")
                .replace("\\ud83d\\ude00", "\ud83d\ude00");
        return plain.translateEscapes();
    }
}
