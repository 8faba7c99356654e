package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every recording in OpenAI's format leaves the gateway as the bytes that came, whoever the vendor was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayRecordingsTest {
    private static final Pattern ROUTE = Pattern.compile(".*?/(chat/completions|completions|embeddings|moderations"
            + "|images/generations|images/edits|audio/speech|rerank|responses(?:/input_tokens)?)");
    /** A write for each byte is too slow for what is larger. */
    private static final int MAX_BYTEWISE = 4_000;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  upstream:
                    type: openai-compatible
                    base-url: "${env:UPSTREAM_URL}"
                    api-key: sk-fake-upstream
                    capabilities:
                      [chat, completions, embeddings, moderations, images, speech, rerank, responses, stored-responses]
                models:
                  "public/*": {targets: [{provider: upstream, model: "*"}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    @TestFactory
    Stream<DynamicTest> bytesOfRecordings() {
        return Recordings.locate().tests(RelayRecordingsTest::isOpenAiFormat, this::check);
    }

    private static boolean isOpenAiFormat(Recording recording) {
        return route(recording).isPresent()
                && recording.model().isPresent()
                && recording.request().orElseThrow().body().orElse("").contains(member(recording, ""));
    }

    private static Optional<String> route(Recording recording) {
        return recording
                .request()
                .map(request -> ROUTE.matcher(request.path()))
                .flatMap(match -> match.matches() ? Optional.of("/v1/" + match.group(1)) : Optional.empty());
    }

    /** The member with the model's name, as it stands in the recorded body. */
    private static String member(Recording recording, String prefix) {
        return "\"model\":\"" + prefix + recording.model().orElseThrow() + "\"";
    }

    private void check(Recording recording) throws IOException {
        for (Chunking chunking : chunkings(recording)) {
            upstream.otherwise(_ -> recording.reply(chunking));
            String sent = recording.request().orElseThrow().body().orElseThrow();
            String target = route(recording).orElseThrow();

            RawReply reply = gateway.post(target, sent.replace(member(recording, ""), member(recording, "public/")));

            assertEquals(recording.response().status(), reply.status(), reply::text);
            ReceivedRequest received = upstream.requests().getLast();
            assertEquals(target, received.path(), chunking.toString());
            assertEquals(sent, received.bodyText(), chunking.toString());
            assertEquals(RawReply.End.COMPLETE, reply.end(), chunking.toString());
            recording.response().headers().forEach(header -> assertSame(header, reply));
            assertArrayEquals(recording.response().body(), reply.body(), () -> chunking + ": " + reply.text());
        }
    }

    /** A media type may change its case on the way: Jetty knows the usual ones by heart. */
    private static void assertSame(Header recorded, RawReply reply) {
        String value = reply.header(recorded.name()).orElse("(missing)");
        boolean same = recorded.name().equals("content-type")
                ? recorded.value().equalsIgnoreCase(value)
                : recorded.value().equals(value);
        assertTrue(same, () -> recorded + " became " + value);
    }

    private static List<Chunking> chunkings(Recording recording) {
        return recording.response().body().length <= MAX_BYTEWISE
                ? Chunking.awkward()
                : List.of(
                        Chunking.whole(),
                        Chunking.insideCharacters(),
                        Chunking.beforeLineFeeds(),
                        Chunking.irregular(recording.id().hashCode()));
    }
}
