package dev.switchboard.wire.gemini.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What real replies mean, and that no streamed one counts as whole when it was cut. */
class RecordingsTest {
    private static boolean isGood(Recording recording) {
        return Set.of("gemini", "vertex").contains(recording.provider())
                && recording.response().status() == 200
                && Set.of("generateContent", "streamGenerateContent", "response-only")
                        .contains(recording.endpoint());
    }

    @TestFactory
    Stream<DynamicTest> replies() {
        return Recordings.locate().tests(recording -> isGood(recording), RecordingsTest::check);
    }

    private static void check(Recording recording) {
        Bytes body = Bytes.wrap(recording.response().body());
        String text = body.utf8();
        if (text.contains("blockReason\"")) {
            GatewayException refused = assertThrows(GatewayException.class, () -> read(recording, body));
            assertEquals(ErrorKind.CONTENT_POLICY, refused.error().kind());
            return;
        }
        ChatResponse response = read(recording, body);
        assertFalse(response.choices().isEmpty());
        checkCalls(response);
        checkTotal(response, text);
        if (recording.response().stream()) {
            checkCuts(recording, body);
        }
    }

    private static ChatResponse read(Recording recording, Bytes body) {
        if (!recording.response().stream()) {
            return ReplyReader.read(body);
        }
        return accumulate(events(body));
    }

    private static List<UpstreamEvent> events(Bytes body) {
        boolean array = body.utf8().stripLeading().startsWith("[");
        return ReferenceFraming.split(array ? Framing.JSON_ARRAY : Framing.SSE, body);
    }

    private static ChatResponse accumulate(List<UpstreamEvent> events) {
        StreamReader reader = new StreamReader();
        ChatAccumulator accumulator = new ChatAccumulator();
        events.forEach(event -> reader.decode(event).forEach(accumulator::add));
        reader.end().forEach(accumulator::add);
        return accumulator.response();
    }

    private static void checkCalls(ChatResponse response) {
        Set<String> ids = new HashSet<>();
        response.choices().stream()
                .flatMap(choice -> choice.content().stream())
                .filter(Block.ToolUse.class::isInstance)
                .map(Block.ToolUse.class::cast)
                .forEach(use -> {
                    assertFalse(use.name().isEmpty());
                    assertTrue(ids.add(use.id()), () -> "id twice: " + use.id());
                    assertTrue(
                            JsonValue.read(Bytes.utf8(use.input()))
                                    .orElseThrow()
                                    .isObject(),
                            use::input);
                });
    }

    /** The last total that the text names. */
    private static void checkTotal(ChatResponse response, String text) {
        Matcher total = Pattern.compile("\"totalTokenCount\": ?(\\d+)").matcher(text);
        long reported = 0;
        while (total.find()) {
            reported = Long.parseLong(total.group(1));
        }
        assertEquals(reported, response.usage().totalTokens());
    }

    private static void checkCuts(Recording recording, Bytes body) {
        List<UpstreamEvent> events = events(body);
        ChatResponse whole = accumulate(events);
        boolean finishesTwice = body.utf8().split("finishReason", -1).length > 2;
        for (int count = 0; count < events.size() && !finishesTwice; count++) {
            List<UpstreamEvent> cut = events.subList(0, count);
            if (cut.stream().noneMatch(event -> event.data().utf8().contains("finishReason"))) {
                assertThrows(GatewayException.class, () -> accumulate(cut), recording.id());
            } else {
                assertEquals(whole.choices(), accumulate(cut).choices());
            }
        }
    }
}
