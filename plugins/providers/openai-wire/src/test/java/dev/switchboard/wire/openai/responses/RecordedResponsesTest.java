package dev.switchboard.wire.openai.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What real servers answered means the same in pieces and as a whole. */
class RecordedResponsesTest {
    private static final String EDITED = "openai/044-responses-flue-v0-8-latest-stream";

    @TestFactory
    Stream<DynamicTest> streamsMeanWhatTheirLastEventSays() {
        return Recordings.locate().tests(recording -> isGood(recording, true), recording -> {
            ChatAccumulator streamed = new ChatAccumulator();
            EventReader reader = new EventReader();
            EventObserver observer = new EventObserver();
            Optional<Usage> usage = Optional.empty();
            JsonValue last = JsonValue.MISSING;
            for (UpstreamEvent event : events(recording)) {
                reader.decode(event).forEach(streamed::add);
                Observation seen = observer.observe(event);
                usage = seen.usage().or(() -> Optional.empty()).isPresent() ? seen.usage() : usage;
                last = JsonValue.read(event.data())
                        .map(data -> data.get("response"))
                        .filter(JsonValue::isObject)
                        .orElse(last);
            }
            reader.end().forEach(streamed::add);
            assertTrue(observer.complete());
            ChatResponse whole = ReplyReader.read(last.bytes());
            assertSameMeaning(whole, streamed.response());
            assertEquals(Optional.of(whole.usage()), usage);
            assertSums(last.get("usage"), whole.usage());
        });
    }

    @TestFactory
    Stream<DynamicTest> wholeRepliesSayAll() {
        return Recordings.locate().tests(recording -> isGood(recording, false), recording -> {
            Bytes body = Bytes.wrap(recording.response().body());
            ChatResponse response = ReplyReader.read(body);
            JsonValue reply = JsonValue.parse(body);
            String all = response.choices().toString();
            for (JsonValue item : reply.get("output").elements()) {
                for (JsonValue part : item.get("content").elements()) {
                    assertTrue(all.contains(part.string("text").orElse("")), all);
                }
                assertTrue(all.contains(item.string("arguments").orElse("")), all);
                assertTrue(all.contains(item.string("call_id").orElse("")), all);
                assertTrue(
                        all.contains(item.string("id").orElse(""))
                                || item.string("type").equals(Optional.of("reasoning")),
                        all);
            }
            assertFalse(response.choices().getFirst().content().isEmpty());
            Usage usage = new EventObserver()
                    .usage(new UpstreamReply(200, Headers.none(), body))
                    .orElseThrow();
            assertEquals(response.usage(), usage);
            assertSums(reply.get("usage"), usage);
        });
    }

    private static void assertSums(JsonValue reported, Usage usage) {
        assertEquals(reported.integer("total_tokens").orElseThrow(), usage.totalTokens());
        assertEquals(
                reported.get("input_tokens_details").integer("cached_tokens").orElse(0),
                usage.of(Usage.Bucket.CACHE_READ));
        assertEquals(
                reported.get("output_tokens_details")
                        .integer("reasoning_tokens")
                        .orElse(0),
                usage.of(Usage.Bucket.REASONING));
    }

    private static boolean isGood(Recording recording, boolean stream) {
        return recording.endpoint().equals("responses")
                && recording.response().status() < 400
                && recording.response().stream() == stream
                && !recording.id().equals(EDITED);
    }

    private static List<UpstreamEvent> events(Recording recording) {
        return ReferenceFraming.split(
                Framing.SSE, Bytes.wrap(recording.response().body()));
    }

    /** Encrypted content is made anew each time it is written, so only that it is there is compared. */
    private static void assertSameMeaning(ChatResponse expected, ChatResponse actual) {
        assertEquals(expected.id(), actual.id());
        assertEquals(expected.model(), actual.model());
        assertEquals(expected.created(), actual.created());
        assertEquals(expected.usage(), actual.usage());
        assertEquals(
                expected.choices().getFirst().stopReason(),
                actual.choices().getFirst().stopReason());
        assertEquals(comparable(expected), comparable(actual));
    }

    private static List<String> comparable(ChatResponse response) {
        return response.choices().getFirst().content().stream()
                .map(block -> switch (block) {
                    case Block.Text text -> "text " + text.text() + text.citations();
                    case Block.Thinking thinking ->
                        "thinking " + thinking.text() + thinking.signature().isPresent();
                    case Block.RedactedThinking ignored -> "redacted";
                    case Block.ToolUse use -> "tool " + use.id() + use.name() + use.input() + use.kind();
                    case Block.Foreign foreign -> "foreign " + foreign.json();
                    default -> block.toString();
                })
                .toList();
    }
}
