package dev.switchboard.testkit.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReferenceFramingTest {

    @Test
    void readsServerSentEventsWithAnyLineEnd() {
        String body = "\uFEFFevent: a\r\ndata: 1\r\n\r\n: comment\n\ndata:2\rdata:  3\r\rid: 7\ndata\n\ndata: open";
        assertEquals(List.of("1", "", "2\n 3", "", "open"), data(Framing.SSE, body));
        assertEquals(
                "a",
                ReferenceFraming.split(Framing.SSE, Bytes.utf8(body)).getFirst().name());
    }

    @Test
    void readsLines() {
        assertEquals(List.of("{\"a\":1}", "", "{}"), data(Framing.NDJSON, "{\"a\":1}\r\n\n{}"));
    }

    @Test
    void readsTheObjectsOfAnArray() {
        String body = "[{\"a\":\"}]\\\"\"}\n, {\"b\":[{}]}]\n";
        assertEquals(List.of("{\"a\":\"}]\\\"\"}", "{\"b\":[{}]}", ""), data(Framing.JSON_ARRAY, body));
        assertThrows(IllegalArgumentException.class, () -> data(Framing.JSON_ARRAY, "[1]"));
        assertThrows(IllegalArgumentException.class, () -> data(Framing.JSON_ARRAY, "[{\"a\":"));
    }

    @Test
    void readsAwsFramesAndTheirChecksums() {
        byte[] frame = awsFrame(":event-type", "chunk", "{}");
        UpstreamEvent event = ReferenceFraming.split(Framing.AWS_EVENT_STREAM, Bytes.wrap(frame))
                .getFirst();
        assertEquals("chunk", event.name());
        assertEquals("{}", event.data().utf8());
        frame[frame.length - 5] ^= 1;
        assertThrows(
                IllegalArgumentException.class,
                () -> ReferenceFraming.split(Framing.AWS_EVENT_STREAM, Bytes.wrap(frame)));
    }

    @TestFactory
    Stream<DynamicTest> cutsEveryRecordedStreamWithoutLosingAByte() {
        return Recordings.locate().tests(recording -> recording.response().stream(), recording -> {
            Bytes body = Bytes.wrap(recording.response().body());
            List<UpstreamEvent> events = ReferenceFraming.split(framing(recording), body);
            assertEquals(body, raw(events));
        });
    }

    private static Framing framing(Recording recording) {
        String type =
                Header.first(recording.response().headers(), "content-type").orElse("");
        String start = new String(recording.response().body(), StandardCharsets.UTF_8).strip();
        if (type.contains("amazon.eventstream")) {
            return Framing.AWS_EVENT_STREAM;
        }
        if (start.startsWith("[")) {
            return Framing.JSON_ARRAY;
        }
        return start.startsWith("{") ? Framing.NDJSON : Framing.SSE;
    }

    private static List<String> data(Framing framing, String body) {
        List<UpstreamEvent> events = ReferenceFraming.split(framing, Bytes.utf8(body));
        assertEquals(body, raw(events).utf8());
        return events.stream().map(event -> event.data().utf8()).toList();
    }

    private static Bytes raw(List<UpstreamEvent> events) {
        return Bytes.concat(events.stream().map(UpstreamEvent::raw).toArray(Bytes[]::new));
    }

    private static byte[] awsFrame(String name, String value, String payload) {
        int headers = 1 + name.length() + 1 + 2 + value.length();
        ByteBuffer frame = ByteBuffer.allocate(16 + headers + payload.length());
        frame.putInt(frame.capacity()).putInt(headers).putInt(sum(frame));
        frame.put((byte) name.length()).put(name.getBytes(StandardCharsets.UTF_8));
        frame.put((byte) 7).putShort((short) value.length()).put(value.getBytes(StandardCharsets.UTF_8));
        frame.put(payload.getBytes(StandardCharsets.UTF_8));
        return frame.putInt(sum(frame)).array();
    }

    private static int sum(ByteBuffer written) {
        CRC32 sum = new CRC32();
        sum.update(written.array(), 0, written.position());
        return (int) sum.getValue();
    }
}
