package dev.switchboard.wire.openai.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.moderation.ModerationRequest.Item;
import dev.switchboard.spi.moderation.ModerationRequest.Part;
import dev.switchboard.spi.moderation.ModerationResponse.Category;
import dev.switchboard.spi.moderation.ModerationResponse.Verdict;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ModerationTranslatorTest {
    private static final Item PICTURE = new Item(List.of(
            new Part.Text("a"), new Part.Image(new Media.Remote("https://example.com/a.png", Optional.empty()))));

    private final ModerationTranslator translator = new ModerationTranslator(TestingWire.openAi(), "/moderations");

    private String sent(Item... items) {
        return translator
                .encode(new ModerationRequest("public", List.of(items), Extras.NONE), Target.of("wire", "up"))
                .body()
                .utf8();
    }

    @Test
    void writesTextsAsAListAndPicturesInParts() {
        assertEquals("{\"model\":\"up\",\"input\":[\"a\",\"b\"]}", sent(Item.of("a"), Item.of("b")));
        assertEquals(
                "{\"model\":\"up\",\"input\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":"
                        + "{\"url\":\"https://example.com/a.png\"}}]}",
                sent(PICTURE));
        GatewayException several = assertThrows(GatewayException.class, () -> sent(PICTURE, PICTURE));
        assertEquals(ErrorKind.UNSUPPORTED, several.error().kind());
    }

    @Test
    void readsWhatServersFillDifferently() {
        Verdict verdict = translator
                .decode(new UpstreamReply(
                        200,
                        Headers.none(),
                        Bytes.utf8("{\"results\":[{\"categories\":{\"hate\":true,\"pii\":false},"
                                + "\"category_scores\":{\"hate\":0.75}}]}")))
                .verdicts()
                .getFirst();

        assertTrue(verdict.flagged());
        assertEquals(
                List.of(
                        new Category("hate", true, OptionalDouble.of(0.75), List.of()),
                        new Category("pii", false, OptionalDouble.empty(), List.of())),
                verdict.categories());
    }

    @TestFactory
    Stream<DynamicTest> recordings() {
        return Recordings.locate()
                .tests(
                        recording -> recording.has("moderation")
                                && recording.endpoint().equals("moderation"),
                        recording -> {
                            Verdict verdict = translator
                                    .decode(TestingWire.reply(recording))
                                    .verdicts()
                                    .getFirst();
                            assertEquals(13, verdict.categories().size());
                            assertTrue(verdict.categories().stream()
                                    .allMatch(category -> category.score().isPresent()
                                            && !category.judged().isEmpty()));
                        });
    }
}
