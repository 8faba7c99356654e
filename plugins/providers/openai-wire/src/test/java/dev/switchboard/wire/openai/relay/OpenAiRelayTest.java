package dev.switchboard.wire.openai.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.TestingWire;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OpenAiRelayTest {
    private static final Target TARGET = Target.of("p", "gpt-4o");

    @Test
    void changesNothingButTheModel() {
        String body = """
                { "zebra" : {"deep":{"unknown":[1.0, 1e5, -0, 12345678901234567890, {"x" : null }]}},
                  "model":\t"public" ,"messages":[{"content":"a\\u00e9\\/\\n é 😀","role":"user","cache_control":{"type":"x"}}],
                  "temperature":1.0,  "alpha":"" }
                """;
        assertEquals(
                body.replace("\"public\"", "\"gpt-4o\""),
                sent(TestingWire.openAi(), body, false).utf8());
    }

    @Test
    void asksForUsageInAStreamWhenTheCallerDidNot() {
        assertEquals(
                "{\"model\":\"gpt-4o\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
                sent(TestingWire.openAi(), "{\"model\":\"m\",\"stream\":true}", true)
                        .utf8());
    }

    @Test
    void keepsOtherStreamOptions() {
        assertEquals(
                "{\"model\":\"gpt-4o\",\"stream_options\":{ \"include_obfuscation\" : false,\"include_usage\":true}}",
                sent(
                                TestingWire.openAi(),
                                "{\"model\":\"m\",\"stream_options\":{ \"include_obfuscation\" : false}}",
                                true)
                        .utf8());
    }

    @Test
    void leavesStreamOptionsThatAskAlreadyOrAreWrong() {
        for (String options : new String[] {"{\"include_usage\" : true}", "7", "\"x\""}) {
            String body = "{\"model\":\"gpt-4o\",\"stream_options\":" + options + "}";
            assertEquals(body, sent(TestingWire.openAi(), body, true).utf8());
        }
    }

    @Test
    void asksNoServerThatReportsAnyway() {
        String body = "{\"model\":\"gpt-4o\",\"stream\":true}";
        assertEquals(
                body,
                sent(TestingWire.connection(TestingWire.picky()), body, true).utf8());
    }

    @Test
    void renamesAndRemovesWhatTheServerDemands() {
        Connection picky = TestingWire.connection(TestingWire.picky());
        assertEquals(
                "{\"model\":\"gpt-4o\",\"top_k\":3,\"max_tokens\":9}",
                sent(
                                picky,
                                "{\"model\":\"m\",\"max_completion_tokens\":9,\"store\":false,\"encoding_format\":null,\"top_k\":3}",
                                false)
                        .utf8());
        assertEquals(
                "{\"model\":\"gpt-4o\",\"encoding_format\":\"float\",\"max_tokens\":1}",
                sent(picky, "{\"model\":\"m\",\"encoding_format\":\"float\",\"max_tokens\":1}", false)
                        .utf8());
    }

    @Test
    void tellsTheCallerWhatItRemoved() {
        OpenAiRelay picky = relay(TestingWire.connection(TestingWire.picky()));
        assertEquals(
                List.of("store was left out: the chosen provider has no such parameter"),
                picky.encode(request("{\"store\":true,\"seed\":1}", Headers.none(), false), TARGET)
                        .changes());
        assertEquals(
                List.of(),
                picky.encode(request("{\"seed\":1}", Headers.none(), false), TARGET)
                        .changes());
    }

    @Test
    void sendsTheCallersHeadersButItsOwnCredentials() {
        Headers caller = Headers.of(
                "x-unknown",
                "kept",
                "OpenAI-Beta",
                "x=y",
                "Accept-Encoding",
                "gzip",
                "openai-organization",
                "theirs",
                "Authorization",
                "theirs",
                "content-length",
                "3");
        UpstreamRequest request = relay(TestingWire.openAi()).encode(request("{}", caller, false), TARGET);
        assertEquals("[x-unknown, OpenAI-Beta, authorization, content-type]", names(request.headers()));
        assertEquals(Optional.of("Bearer sk-fake-wire"), request.headers().first("authorization"));
        assertFalse(request.toString().contains("sk-fake"));
    }

    private static String names(Headers headers) {
        return headers.toString().substring("Headers".length());
    }

    @Test
    void joinsPathsAndQueries() {
        Connection odd =
                new Connection(URI.create("http://host:8/base//?api-version=1"), Headers.none(), Quirks.UNKNOWN);
        assertEquals(
                "http://host:8/base/x?api-version=1&a=%20b",
                odd.url("/x", Optional.of("a=%20b")).toString());
        assertEquals(
                "http://host:8/base/x?api-version=1",
                odd.url("/x", Optional.empty()).toString());
        assertEquals(
                "https://api.example.com/v1/x",
                TestingWire.openAi().url("/x", Optional.empty()).toString());
    }

    @TestFactory
    Stream<DynamicTest> relaysEveryRecordedRequest() {
        return Recordings.locate()
                .tests(
                        recording -> (TestingWire.isChat(recording) || TestingWire.isEmbedding(recording))
                                && recording
                                        .request()
                                        .flatMap(request -> request.body())
                                        .filter(b -> b.contains("\"model\""))
                                        .isPresent(),
                        recording -> {
                            String body =
                                    recording.request().orElseThrow().body().orElseThrow();
                            String model = JsonDocument.parse(Bytes.utf8(body))
                                    .value("model")
                                    .orElseThrow()
                                    .utf8();
                            assertEquals(
                                    body.replaceFirst("\"model\":" + Pattern.quote(model), "\"model\":\"gpt-4o\""),
                                    sent(TestingWire.openAi(), body, false).utf8());
                        });
    }

    private static Bytes sent(Connection connection, String body, boolean usageWanted) {
        return relay(connection)
                .encode(request(body, Headers.none(), usageWanted), TARGET)
                .body();
    }

    private static OpenAiRelay relay(Connection connection) {
        return new OpenAiRelay(connection, "/chat/completions");
    }

    private static RelayRequest request(String body, Headers headers, boolean usageWanted) {
        JsonDocument.Editor editor = JsonDocument.parse(Bytes.utf8(body)).edit();
        return new RelayRequest(Wire.OPENAI_CHAT, headers, Optional.empty(), editor, usageWanted, usageWanted);
    }
}
