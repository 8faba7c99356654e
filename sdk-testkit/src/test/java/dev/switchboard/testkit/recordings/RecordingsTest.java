package dev.switchboard.testkit.recordings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class RecordingsTest {
    private static final String STREAM = """
            {"source": {}, "provider": "acme", "endpoint": "chat", "capability": ["stream-chat"], "model": "m-1",
             "recorded": null, "fidelity": "wire", "truncated": true,
             "request": {"method": "POST", "url": "https://api.acme.test/v1/chat", "headers": {"accept": "*/*"},
                         "body": {"temperature": 1.0, "seed": 1e-7}},
             "response": {"status": 200, "headers": {"content-type": "text/event-stream"},
                          "stream": "data: {\\"x\\":\\"ä\\"}\\r\\n\\r\\n"}}
            """;
    private static final String BINARY = """
            {"provider": "acme", "endpoint": "response-only", "capability": [], "model": null, "fidelity": "wire",
             "request": null, "response": {"status": 529, "headers": {}, "body_base64": "AAEC"}}
            """;

    @TempDir
    Path folder;

    @Test
    void readsRequestAndStream() throws IOException {
        Recording recording = write("acme/001-stream.json", STREAM);
        assertEquals("acme/001-stream", recording.id());
        assertEquals(Set.of("stream-chat"), recording.capabilities());
        assertEquals("m-1", recording.model().orElseThrow());
        assertTrue(recording.truncated());
        Recording.Request request = recording.request().orElseThrow();
        assertEquals("/v1/chat", request.path());
        assertEquals(List.of(new Header("accept", "*/*")), request.headers());
        assertEquals("{\"temperature\":1.0,\"seed\":1E-7}", request.body().orElseThrow());
        assertTrue(recording.response().stream());
    }

    @Test
    void readsBinaryBodiesWithoutARequest() throws IOException {
        Recording recording = write("acme/002-binary.json", BINARY);
        assertTrue(recording.request().isEmpty());
        assertTrue(recording.model().isEmpty());
        assertFalse(recording.truncated());
        assertArrayEquals(new byte[] {0, 1, 2}, recording.response().body());
    }

    @Test
    void servesTheRecordedBytesInAwkwardPieces() throws IOException {
        Recording recording = write("acme/001-stream.json", STREAM);
        for (Chunking chunking : Chunking.awkward()) {
            try (MockUpstream upstream = MockUpstream.start();
                    RawHttp http = RawHttp.connect(upstream.baseUrl())) {
                recording.serveOn(upstream, chunking);
                http.request("POST", "/v1/chat", List.of(), "{}");
                RawReply reply = http.readReply();
                assertEquals("data: {\"x\":\"ä\"}\r\n\r\n", reply.text());
                assertEquals("text/event-stream", reply.header("content-type").orElseThrow());
                assertEquals(RawReply.End.COMPLETE, reply.end());
            }
        }
    }

    @Test
    void servesAResponseWithoutARequestOnEveryRoute() throws IOException {
        try (MockUpstream upstream = MockUpstream.start();
                RawHttp http = RawHttp.connect(upstream.baseUrl())) {
            write("acme/002-binary.json", BINARY).serveOn(upstream, Chunking.whole());
            http.request("GET", "/anything", List.of(), "");
            assertEquals(529, http.readReply().status());
        }
    }

    @Test
    void namesABrokenFile() {
        Exception error = assertThrows(IllegalStateException.class, () -> write("acme/003-broken.json", "{}"));
        assertTrue(error.getMessage().contains("003-broken.json"), error.getMessage());
    }

    @Test
    void skipsWithTheFolderNamedWhenItIsAbsent() {
        Recordings absent = Recordings.in(folder.resolve("nowhere"));
        TestAbortedException skipped = assertThrows(TestAbortedException.class, () -> absent.matching(_ -> true));
        assertTrue(skipped.getMessage().contains("nowhere absent"), skipped.getMessage());
        List<DynamicTest> tests = absent.tests(_ -> true, _ -> {}).toList();
        assertEquals(1, tests.size());
        assertTrue(tests.getFirst().getDisplayName().contains("count unknown"));
        assertThrows(TestAbortedException.class, tests.getFirst().getExecutable()::execute);
    }

    @Test
    void failsRatherThanTestNothing() throws IOException {
        write("acme/001-stream.json", STREAM);
        assertThrows(IllegalStateException.class, () -> Recordings.in(folder).matching(_ -> false));
    }

    @Test
    void findsTheFolderBesideTheRepository() throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository"));
        Files.createDirectories(root.resolve("sdk-plugin-api"));
        Files.createFile(root.resolve("pom.xml"));
        Path module = Files.createDirectories(root.resolve("plugins/acme"));
        assertEquals(
                folder.toAbsolutePath().resolve("shared/recordings"),
                Recordings.besideRepository(module).normalize());
    }

    @TestFactory
    Stream<DynamicTest> servesEveryRecordingAsItWasRecorded() {
        return Recordings.locate().tests(_ -> true, RecordingsTest::assertServed);
    }

    private static void assertServed(Recording recording) throws IOException {
        try (MockUpstream upstream = MockUpstream.start();
                RawHttp http = RawHttp.connect(upstream.baseUrl())) {
            recording.serveOn(upstream, Chunking.irregular(1));
            String path = recording.request().map(Recording.Request::path).orElse("/");
            String method = recording.request().map(Recording.Request::method).orElse("POST");
            http.request(method, path, List.of(), "{}");
            RawReply reply = http.readReply();
            assertEquals(recording.response().status(), reply.status());
            assertArrayEquals(recording.response().body(), reply.body());
            assertTrue(reply.headers().containsAll(recording.response().headers()));
        }
    }

    private Recording write(String name, String json) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json, StandardCharsets.UTF_8);
        return Recordings.in(folder).matching(each -> true).getFirst();
    }
}
