package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link CutTest} in every format: a reply that was cut never looks complete, neither relayed nor translated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutFormatsTest {
    /** Events are longer than this, so that each is cut somewhere. */
    private static final int STEP_OF_TRANSLATIONS = 29;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  chat: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  messages: {type: anthropic, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                  gemini: {type: gemini, base-url: "${env:UPSTREAM_URL}beta", api-key: sk-fake-upstream}
                  responses: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  chat: {targets: [{provider: chat, model: m}]}
                  messages: {targets: [{provider: messages, model: m}]}
                  gemini: {targets: [{provider: gemini, model: m}]}
                  responses: {targets: [{provider: responses, model: codex}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(CutFormat.values())
                .flatMap(spoken -> Stream.of(CutFormat.values()).map(asked -> Arguments.of(spoken, asked)));
    }

    static Stream<Arguments> cuts() {
        return pairs().flatMap(
                        pair -> Stream.of(Cut.values()).map(how -> Arguments.of(pair.get()[0], pair.get()[1], how)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aStreamCutAtAnyByteNeverEndsCleanly(CutFormat spoken, CutFormat asked, Cut how) throws IOException {
        int step = spoken == asked ? 1 : STEP_OF_TRANSLATIONS;
        int whole = spoken.stream.getBytes(StandardCharsets.UTF_8).length - 1;
        for (int length = 0; length < whole; length += step) {
            upstream.enqueue(spoken.reply().cutAfter(length, how).build());
            RawReply reply = gateway.post(asked.path(spoken), asked.streamed(spoken));
            int at = length;
            assertTrue(
                    reply.status() >= 500 || asked.endsWithFailure(reply.text()),
                    () -> "cut after " + at + ": " + reply + "\n" + reply.text());
            // A translated reason to stop may stand before the failure, which comes last all the same.
            assertFalse(
                    spoken == asked && asked.saysItIsWhole(reply.text()),
                    () -> "cut after " + at + ": " + reply.text());
        }
    }

    /** Where the end of the connection tells the end of the reply, only what was said can tell that it is whole. */
    @ParameterizedTest
    @EnumSource
    void aStreamWithoutLengthThatEndsAtAnyByteTellsTheFailure(CutFormat format) throws IOException {
        byte[] stream = format.stream.getBytes(StandardCharsets.UTF_8);
        int lastEvent = format.stream
                .substring(0, format.stream.lastIndexOf("\n\n", format.stream.length() - 3))
                .getBytes(StandardCharsets.UTF_8)
                .length;
        for (int length = 0; length <= lastEvent + 20; length++) {
            upstream.enqueue(Reply.status(200)
                    .header("content-type", "text/event-stream")
                    .body(Arrays.copyOf(stream, length))
                    .untilClose()
                    .build());
            RawReply reply = gateway.post(format.path(format), format.streamed(format));
            int at = length;
            assertTrue(
                    reply.status() >= 500 || format.endsWithFailure(reply.text()),
                    () -> "ended after " + at + ": " + reply + "\n" + reply.text());
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aWholeStreamEndsCleanly(CutFormat spoken, CutFormat asked) throws IOException {
        upstream.enqueue(spoken.reply().build());
        RawReply reply = gateway.post(asked.path(spoken), asked.streamed(spoken));
        assertEquals(200, reply.status(), reply::text);
        assertFalse(asked.endsWithFailure(reply.text()), reply::text);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void anArrayOfGeminisCutAtAnyByteTellsTheFailure(Cut how) throws IOException {
        String first =
                "[{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hé\"}]},\"index\":0}]}\n,\r\n";
        String last =
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"!\"}]},\"finishReason\":\"STOP\",\"index\":0}]}";
        int whole = (first + last).getBytes(StandardCharsets.UTF_8).length;
        for (int length = 0; length < whole; length++) {
            upstream.enqueue(Reply.status(200)
                    .json(first + last + "\n]")
                    .chunked()
                    .cutAfter(length, how)
                    .build());
            RawReply reply = gateway.post(
                    "/v1beta/models/gemini:streamGenerateContent", CutFormat.GEMINI.streamed(CutFormat.GEMINI));
            int at = length;
            assertTrue(
                    reply.status() >= 500 || reply.text().contains("{\"error\":{\"code\":502,"),
                    () -> "cut after " + at + ": " + reply + "\n" + reply.text());
            assertFalse(reply.text().contains("STOP"), () -> "cut after " + at + ": " + reply.text());
        }
    }
}
