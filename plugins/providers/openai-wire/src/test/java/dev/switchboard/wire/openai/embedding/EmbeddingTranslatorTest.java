package dev.switchboard.wire.openai.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingRequest.Encoding;
import dev.switchboard.spi.embedding.EmbeddingRequest.Input;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EmbeddingTranslatorTest {
    private static final EmbeddingRequest REQUEST = new EmbeddingRequest(
            "public",
            List.of(new Input.Text("a"), new Input.Tokens(List.of(1, 2))),
            OptionalInt.of(8),
            Encoding.FLOAT,
            Optional.empty(),
            Optional.of("u"),
            Extras.of(Wire.OPENAI_EMBEDDINGS, Map.of("input_type", new JsonText("\"query\""))));

    @Test
    void writesTheRequest() {
        assertEquals(
                "{\"model\":\"e\",\"input\":[\"a\",[1,2]],\"dimensions\":8,\"encoding_format\":\"base64\",\"user\":\"u\","
                        + "\"input_type\":\"query\"}",
                body(OpenAiQuirks.KNOWN));
        assertEquals(
                "{\"model\":\"e\",\"input\":[\"a\",[1,2]],\"dimensions\":8,\"user\":\"u\",\"input_type\":\"query\"}",
                body(Quirks.UNKNOWN));
    }

    @Test
    void refusesDimensionsByName() {
        GatewayException refused = assertThrows(GatewayException.class, () -> body(TestingWire.picky()));
        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
    }

    @Test
    void readsNumbersAndBase64InTheOrderOfTheInputs() {
        EmbeddingResponse reply = decode("""
                {"object":"list","model":"e","data":[
                  {"object":"embedding","index":1,"embedding":"AACAPwAAAMA="},
                  {"object":"embedding","embedding":[0.5,-1e-3],"index":0}],
                 "usage":{"prompt_tokens":4,"total_tokens":4}}""");
        assertArrayEquals(new float[] {0.5f, -0.001f}, reply.vectors().get(0));
        assertArrayEquals(new float[] {1f, -2f}, reply.vectors().get(1));
        assertEquals(4, reply.usage().inputTokens());
        assertEquals("e", reply.model());
    }

    @Test
    void refusesWhatIsNoReply() {
        for (String body : new String[] {
            "",
            "{}",
            "[]",
            "{\"data\":[]}",
            "{\"data\":{}}",
            "{\"data\":[{\"embedding\":\"!\"}]}",
            "{\"data\":[{\"embedding\":[\"x\"]}]}",
            "{\"data\":[{\"embedding\":{}}]}",
            "{\"error\":{\"message\":\"m\"}}",
            "{\"data\":[{\"index\":99999999999,\"embedding\":[1]}]}",
        }) {
            GatewayException refused = assertThrows(GatewayException.class, () -> decode(body), body);
            assertEquals(ErrorKind.UPSTREAM, refused.error().kind(), body);
        }
    }

    @TestFactory
    Stream<DynamicTest> readsEveryRecordedReply() {
        return Recordings.locate()
                .tests(
                        recording -> TestingWire.isEmbedding(recording)
                                && recording.response().status() == 200,
                        recording -> {
                            EmbeddingResponse reply = VectorReader.read(
                                    TestingWire.reply(recording).body());
                            JsonValue data = JsonValue.read(
                                            TestingWire.reply(recording).body())
                                    .orElseThrow()
                                    .get("data");
                            assertEquals(data.elements().size(), reply.vectors().size());
                            JsonValue first = data.elements().getFirst().get("embedding");
                            if (first.isArray()) {
                                assertEquals(
                                        first.elements().size(), reply.vectors().getFirst().length);
                            }
                        });
    }

    private static String body(Quirks quirks) {
        return translator(quirks).encode(REQUEST, Target.of("p", "e")).body().utf8();
    }

    private static EmbeddingResponse decode(String body) {
        return translator(OpenAiQuirks.KNOWN).decode(new UpstreamReply(200, Headers.none(), Bytes.utf8(body)));
    }

    private static EmbeddingTranslator translator(Quirks quirks) {
        return new EmbeddingTranslator(TestingWire.connection(quirks), "/embeddings");
    }
}
