package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every recorded chat means the same in every other format, the request and the reply. */
class RecordedMeaningTest {
    @TestFactory
    Stream<DynamicTest> replies() {
        return Recordings.locate().tests(RecordedFormat::isReply, recording -> {
            ChatFormat source = RecordedFormat.of(recording).orElseThrow();
            ChatResponse response;
            try {
                response = read(source, recording);
            } catch (GatewayException refused) {
                assertEquals(ErrorKind.CONTENT_POLICY, refused.error().kind());
                return;
            }
            for (ChatFormat target : ChatFormat.values()) {
                if (target != source && response.choices().size() == 1) {
                    checkReply(response, source, target);
                }
            }
        });
    }

    private static ChatResponse read(ChatFormat source, Recording recording) {
        Bytes body = Bytes.wrap(recording.response().body());
        if (!recording.response().stream()) {
            return Sides.translator(source).decode(new UpstreamReply(200, Headers.none(), body));
        }
        Framing framing = body.at(0) == '[' ? Framing.JSON_ARRAY : Framing.SSE;
        StreamDecoder<ChatEvent> decoder = Sides.translator(source).decoder();
        ChatAccumulator whole = new ChatAccumulator();
        for (UpstreamEvent event : ReferenceFraming.split(framing, body)) {
            decoder.decode(event).forEach(whole::add);
        }
        decoder.end().forEach(whole::add);
        return whole.response();
    }

    private static void checkReply(ChatResponse response, ChatFormat source, ChatFormat target) {
        Call<ChatRequest> call = Call.<ChatRequest>builder("m", () -> {
                    throw new AssertionError("nobody reads the request");
                })
                .stream(true)
                .usageRequested(true)
                .build();
        StreamEncoder<ChatEvent> encoder = Sides.endpoint(target).encoder(call);
        List<Bytes> out = new ArrayList<>();
        ChatEvents.of(response).forEach(event -> out.add(encoder.encode(event)));
        out.add(encoder.end());
        Bytes told = Bytes.concat(out.toArray(Bytes[]::new));
        Said said = CanonicalMeaning.of(response);
        boolean ordered = source != ChatFormat.CHAT && target != ChatFormat.CHAT;
        boolean counted = said.usage().isPresent();
        assertEquals(
                Meaning.of(said, target).comparable(ordered, !said.refuses(), counted),
                ToldReader.read(target, told).comparable(ordered, !said.refuses(), counted),
                () -> target + "\n" + told.utf8());
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return Recordings.locate().tests(RecordedFormat::isRequest, recording -> {
            ChatFormat source = RecordedFormat.of(recording).orElseThrow();
            String asked = RecordedFormat.request(recording);
            ChatRequest request = Sides.endpoint(source)
                    .read(new CallerRequest("m"), Bytes.utf8(asked))
                    .request();
            for (ChatFormat target : ChatFormat.values()) {
                checkRequest(request, asked, target);
            }
        });
    }

    /** What the target cannot do is refused by name; whatever is not, stands in the request. */
    private static void checkRequest(ChatRequest request, String asked, ChatFormat target) {
        JsonNode written;
        try {
            Bytes body = Sides.translator(target)
                    .encode(request, Target.of("p", Sides.model(target)))
                    .body();
            written = JsonMapper.shared().readTree(body.utf8());
        } catch (GatewayException refused) {
            assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind(), refused.getMessage());
            assertTrue(refused.error().param().isPresent(), refused.getMessage());
            return;
        }
        assertNothingUnasked(written, asked.replaceAll("[\\s\\\\]", ""), target);
        String all = String.join("\n", leaves(written));
        request.messages().forEach(message -> message.content().forEach(block -> assertKept(block, all, target)));
    }

    /** A null goes on only where the caller sent one, be it in the text of a tool call, and a name of the gateway's own never. */
    private static void assertNothingUnasked(JsonNode written, String asked, ChatFormat target) {
        for (Map.Entry<String, JsonNode> member : written.properties()) {
            String name = member.getKey();
            assertFalse(name.matches("(?i)(x-)?(switchboard|litellm).*"), () -> target + ": " + name);
            boolean unasked =
                    member.getValue().isNull() && !asked.contains("\"" + name.replaceAll("\\s", "") + "\":null");
            assertFalse(unasked, () -> target + ": " + name + " is null in\n" + written);
        }
        written.forEach(child -> assertNothingUnasked(child, asked, target));
    }

    private static void assertKept(Block block, String all, ChatFormat target) {
        switch (block) {
            case Block.Text text -> assertContains(all, text.text(), target);
            case Block.ToolUse use -> assertContains(all, use.name(), target);
            case Block.ToolResult result -> result.content().forEach(part -> assertKept(part, all, target));
            default -> {
                // media and what one format knows alone have tests of their own
            }
        }
    }

    private static void assertContains(String all, String text, ChatFormat target) {
        boolean json = text.startsWith("{") || text.startsWith("[");
        assertTrue(json || text.isBlank() || all.contains(text), () -> target + ": " + text + "\nnot in\n" + all);
    }

    private static List<String> leaves(JsonNode node) {
        List<String> leaves = new ArrayList<>();
        if (node.isString()) {
            leaves.add(node.asString());
        }
        node.forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }
}
