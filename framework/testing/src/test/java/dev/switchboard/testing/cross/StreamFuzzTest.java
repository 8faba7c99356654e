package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever stream a provider of a format may send, callers of every format get a legal stream that says the same. How many are
 * tried, and from which seed on, are system properties.
 */
class StreamFuzzTest {
    private static final int COUNT = Integer.getInteger("switchboard.fuzz.streams", 200);
    private static final long SEED = Long.getLong("switchboard.fuzz.seed", 20_261_121);
    private static final int EVERY_SDK = 10;
    private static final int EVERY_CUT = 50;
    private static final int EVERY_REPORT = 12;

    private interface Check {
        void check(Said said, SourceStream stream, ChatFormat target) throws IOException;
    }

    private static void each(ChatFormat source, int count, Check check) {
        for (long seed = SEED; seed < SEED + count; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Said said = SaidGenerator.make(source, random);
            SourceStream stream = SourceStream.of(source, said, new Pieces(random));
            for (ChatFormat target : ChatFormat.values()) {
                try {
                    check.check(said, stream, target);
                } catch (IOException | RuntimeException | AssertionError e) {
                    String where = source + " -> " + target + ", -Dswitchboard.fuzz.seed=" + seed;
                    throw new AssertionError(
                            where + "\n" + said + "\n" + stream.bytes().utf8() + "\n" + e.getMessage(), e);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ChatFormat.class)
    void everyFormatSaysTheSame(ChatFormat source) {
        each(source, COUNT, (said, stream, target) -> {
            Bytes told = Conversion.of(source, target).convert(stream.chunks());
            boolean ordered = source != ChatFormat.CHAT && target != ChatFormat.CHAT;
            boolean stops = !said.refuses();
            boolean counted = said.usage().isPresent();
            assertEquals(
                    Meaning.of(said, target).comparable(ordered, stops, counted),
                    ToldReader.read(target, told).comparable(ordered, stops, counted),
                    told::utf8);
            said.sources().forEach(url -> assertTrue(told.utf8().contains(url), told::utf8));
        });
    }

    @ParameterizedTest
    @EnumSource(ChatFormat.class)
    void officialSdksPutTheSameTogether(ChatFormat source) {
        each(source, COUNT / EVERY_SDK, (said, stream, target) -> {
            Bytes told = Conversion.of(source, target).convert(stream.chunks());
            SdkAccumulators.Reply reply = SdkAccumulators.read(target, told);
            Meaning expected = Meaning.of(said, ChatFormat.GEMINI);
            assertEquals(sorted(expected.text()), sorted(reply.text()), told::utf8);
            assertEquals(
                    expected.tools().stream()
                            .map(tool -> tool.name() + tool.arguments())
                            .toList(),
                    reply.calls().stream().map(StreamFuzzTest::compact).toList(),
                    told::utf8);
        });
    }

    /** Chat completions keep words of refusal apart, so that they may come in another order than text. */
    private static String sorted(String text) {
        int[] characters = text.codePoints().sorted().toArray();
        return new String(characters, 0, characters.length);
    }

    private static String compact(String call) {
        int input = call.indexOf('{');
        return input < 0
                ? call + "{}"
                : call.substring(0, input) + JsonMapper.shared().readTree(call.substring(input));
    }

    @ParameterizedTest
    @EnumSource(ChatFormat.class)
    void aCutStreamNeverEndsCleanly(ChatFormat source) {
        each(source, COUNT / EVERY_CUT, (_, stream, target) -> {
            Bytes whole = stream.bytes();
            for (int length = 0; length < stream.completeAt(); length++) {
                Bytes cut = whole.slice(0, length);
                Conversion conversion = Conversion.of(source, target);
                assertThrows(GatewayException.class, () -> conversion.convert(List.of(cut)), cut::utf8);
                if (length % EVERY_REPORT == 0) {
                    Bytes told = conversion.broken();
                    assertTrue(isFailure(target, told), told::utf8);
                }
            }
        });
    }

    /** Responses say a failure within their grammar; in the other formats no legal stream has an error. */
    private static boolean isFailure(ChatFormat target, Bytes told) {
        if (target == ChatFormat.RESPONSES) {
            return told.utf8().contains("event: response.failed\n")
                    && !told.utf8().contains("event: response.completed\n");
        }
        return assertThrows(AssertionError.class, () -> ToldReader.read(target, told))
                .getMessage()
                .contains("error");
    }
}
