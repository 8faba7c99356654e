package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every recording in Gemini's format leaves the gateway as the bytes that came. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeminiRecordingsTest {
    private static final Pattern ROUTE = Pattern.compile(
            ".*/models/([^/:]+):(generateContent|streamGenerateContent|countTokens|embedContent|batchEmbedContents)");

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  google: {type: gemini, base-url: "${env:UPSTREAM_URL}beta", api-key: sk-fake-google}
                models:
                  "*": {targets: [{provider: google, model: "*"}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    @TestFactory
    Stream<DynamicTest> bytesOfRecordings() {
        return Recordings.locate().tests(GeminiRecordingsTest::isGeminiFormat, this::check);
    }

    private static boolean isGeminiFormat(Recording recording) {
        return List.of("gemini", "vertex").contains(recording.provider())
                && recording
                        .request()
                        .filter(request -> ROUTE.matcher(request.path()).matches())
                        .isPresent();
    }

    private void check(Recording recording) throws IOException {
        Recording.Request request = recording.request().orElseThrow();
        Matcher route = ROUTE.matcher(request.path());
        assertEquals(true, route.matches());
        String query = request.url().contains("?")
                ? request.url().substring(request.url().indexOf('?'))
                : "";
        String target = "/v1beta/models/" + route.group(1) + ":" + route.group(2) + query;
        for (Chunking chunking : List.of(
                Chunking.whole(),
                Chunking.insideCharacters(),
                Chunking.irregular(recording.id().hashCode()))) {
            upstream.otherwise(_ -> recording.reply(chunking));

            RawReply reply = gateway.post(target, request.body().orElseThrow());

            assertEquals(recording.response().status(), reply.status(), reply::text);
            ReceivedRequest received = upstream.requests().getLast();
            assertEquals(target, received.target());
            assertEquals(request.body().orElseThrow(), received.bodyText());
            assertEquals(RawReply.End.COMPLETE, reply.end(), chunking.toString());
            assertArrayEquals(recording.response().body(), reply.body(), () -> chunking + ": " + reply.text());
        }
    }
}
