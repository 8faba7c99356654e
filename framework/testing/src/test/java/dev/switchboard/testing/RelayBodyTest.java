package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a body looks like, only the value of its model changes on the way to the upstream, and nothing on the way back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayBodyTest {
    private static final String PUBLIC = "\"public\"";
    private static final String UPSTREAM = "\"vendor/real-model\"";

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  public: {targets: [{provider: upstream, model: vendor/real-model}]}
                """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    /** Bodies with @ in the place of the model's value and # in that of a message. */
    static Stream<String> bodies() {
        return Stream.of(
                        "{\"model\":@,\"messages\":[#]}",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"x_deep\":{\"y\":[{\"z\":null}]}}],\"model\":@}",
                        "{\"x_first\":true,\"model\":@,\"messages\":[#],\"x_last\":{\"model\":\"public\",\"a\":[1,[2,[3]]]}}",
                        "{\"z\":1,\"a\":2,\"model\":@,\"m\":3,\"messages\":[#],\"b\":4}",
                        "{\"model\":@,\"messages\":[#],\"temperature\":1.0,\"top_p\":1e0,\"x\":[1e5,1E+5,-0.0,-0,0.10,1.50e-3]}",
                        "{\"model\":@,\"messages\":[#],\"x\":[12345678901234567890123456789,9007199254740993,0.1234567890123456789]}",
                        "{\"model\":@,\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9\\/\\\\\\\"\\t\\ud83d\\ude00 \\u0000\"}]}",
                        "{\"model\":@,\"messages\":[{\"role\":\"user\",\"content\":\"naïve 漢字 🙂 \u2028\u2029 é\"}]}",
                        "  \r\n\t{ \"model\" :\t@ ,\n  \"messages\" : [ # ] , \"x\" : { }\r\n}\n ",
                        "{\"model\":@,\"messages\":[#],\"x\":{\"k\":1,\"k\":2,\"K\":3,\"\":4,\"model\":5}}",
                        "{\"model\":@,\"messages\":[#],\"metadata\":{\"\\u006dodel\":\"public\"},\"漢\":\"字\"}",
                        "{\"model\":@,\"messages\":[#],\"x\":\"" + "long ".repeat(20_000) + "\"}")
                .map(RelayBodyTest::withMessage);
    }

    private static String withMessage(String body) {
        return body.replace("#", "{\"role\":\"user\",\"content\":\"hi\"}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void onlyTheModelChangesOnTheWayOut(String body) throws IOException {
        upstream.enqueue(Reply.json("{}"));
        RawReply reply = gateway.post("/v1/chat/completions", body.replace("@", PUBLIC));
        assertEquals(200, reply.status(), reply::text);
        assertEquals(body.replace("@", UPSTREAM), upstream.requests().getLast().bodyText());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void nothingChangesOnTheWayBack(String body) throws IOException {
        byte[] answered = body.replace("@", UPSTREAM).getBytes(StandardCharsets.UTF_8);
        upstream.enqueue(Reply.status(200)
                .header("content-type", "application/json")
                .body(answered)
                .build());
        RawReply reply = gateway.post("/v1/chat/completions", withMessage("{\"model\":\"public\",\"messages\":[#]}"));
        assertArrayEquals(answered, reply.body());
    }

    static Stream<Chunking> cuts() {
        return Stream.of(Chunking.insideCharacters(), Chunking.ofSize(1), Chunking.irregular(7));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aBodyMayComeInAnyPieces(Chunking cut) throws IOException {
        upstream.enqueue(Reply.json("{}"));
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"漢字🙂é\"}],\"x\":\"ü\",\"model\":@}";
        byte[] request = RawHttp.render(
                "POST",
                "/v1/chat/completions",
                URI.create(gateway.openAiUrl()).getAuthority(),
                gateway.headers(),
                body.replace("@", PUBLIC).getBytes(StandardCharsets.UTF_8));
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            for (byte[] piece : cut.split(request)) {
                http.send(piece);
            }
            assertEquals(200, http.readReply().status());
        }
        assertEquals(body.replace("@", UPSTREAM), upstream.requests().getLast().bodyText());
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aBodyMayComeInChunkedCoding(Chunking cut) throws IOException {
        upstream.enqueue(Reply.json("{}"));
        byte[] body = withMessage("{\"model\":\"public\",\"messages\":[#],\"x\":\"漢字🙂é\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key()
                    + "\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
            for (byte[] piece : cut.split(body)) {
                http.send(Integer.toHexString(piece.length) + "\r\n");
                http.send(piece);
                http.send("\r\n");
            }
            http.send("0\r\n\r\n");
            assertEquals(200, http.readReply().status());
        }
        assertEquals(
                new String(body, StandardCharsets.UTF_8).replace(PUBLIC, UPSTREAM),
                upstream.requests().getLast().bodyText());
    }
}
