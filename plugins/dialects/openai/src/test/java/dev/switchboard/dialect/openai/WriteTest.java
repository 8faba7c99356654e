package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.embedding.EmbeddingResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.model.ModelQuery;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteTest {
    private static final Usage USAGE = Usage.builder()
            .set(Bucket.INPUT, 1)
            .set(Bucket.OUTPUT, 2)
            .set(Bucket.CACHE_WRITE_1H, 4)
            .build();
    private static final String USAGE_JSON =
            "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0,\"cache_write_tokens\":4},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0}}}";
    private static final Extras CITED = Extras.of(Wire.OPENAI_CHAT, Map.of("note", new JsonText("[{\"url\": 1.0}]")));

    @Test
    void writesAChat() {
        assertEquals(
                "{\"id\":\"r1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m-1\",\"service_tier\":\"flex\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\","
                        + "\"refusal\":null,\"note\":[{\"url\": 1.0}]},\"logprobs\":{\"content\":[]},"
                        + "\"finish_reason\":\"stop\"}]," + USAGE_JSON,
                chat("{", new Block.Text("Hel"), new Block.Text("lo", Annotations.of(CITED))));
    }

    @Test
    void writesWhatAnAssistantCanSay() {
        String reply = chat(
                "{",
                new Block.Thinking("hm ", Optional.empty(), Annotations.NONE),
                new Block.Thinking("ah", Optional.of(new Signature("anthropic", "sig")), Annotations.NONE),
                new Block.RedactedThinking(new Signature("anthropic", "secret"), Annotations.NONE),
                new Block.ToolUse("c1", "f", "{\"a\": 1", Block.ToolUse.Kind.FUNCTION, Annotations.NONE),
                new Block.ToolUse("c2", "g", "", Block.ToolUse.Kind.CUSTOM, Annotations.of(CITED)),
                new Block.Audio(
                        new Media.Inline("audio/wav", "AAAA"),
                        Optional.empty(),
                        Annotations.of(Extras.of(Wire.OPENAI_CHAT, Map.of("id", new JsonText("\"audio_1\""))))),
                new Block.Image(new Media.Inline("image/png", "BBBB"), Optional.empty(), Annotations.NONE));

        assertTrue(
                reply.contains(
                        "{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"reasoning_content\":\"hm ah\","
                                + "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"ah\",\"signature\":\"sig\"},"
                                + "{\"type\":\"redacted_thinking\",\"data\":\"secret\"}],\"tool_calls\":["
                                + "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\": 1\"}},"
                                + "{\"id\":\"c2\",\"type\":\"custom\",\"custom\":{\"name\":\"g\",\"input\":\"\"},\"note\":[{\"url\": 1.0}]}],"
                                + "\"audio\":{\"data\":\"AAAA\",\"id\":\"audio_1\"},\"images\":[{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"data:image/png;base64,BBBB\"}}]}"),
                reply);
        assertTrue(
                chat("{", new Block.Refusal("no", Annotations.NONE)).contains("\"content\":null,\"refusal\":\"no\""));
        assertTrue(chat("{").contains("\"content\":\"\",\"refusal\":null"));
    }

    @Test
    void speaksOfFunctionsToThoseWhoKnowNoTools() {
        Block use = new Block.ToolUse("c1", "f", "{}", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);

        String reply = chat("{\"functions\":[],", use);

        assertTrue(reply.contains("\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}"), reply);
    }

    private static String chat(String start, Block... content) {
        ChatEndpoint endpoint = new ChatEndpoint();
        Call<ChatRequest> call = endpoint.read(
                TestingRequest.to("/"), Bytes.utf8(start + "\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}"));
        return body(endpoint, response(content), call);
    }

    private static ChatResponse response(Block... content) {
        ChatResponse.Choice choice = new ChatResponse.Choice(
                0,
                List.of(content),
                StopReason.END_TURN,
                Optional.empty(),
                List.of(),
                Extras.of(Wire.OPENAI_CHAT, Map.of("logprobs", new JsonText("{\"content\":[]}"))));
        Map<String, JsonText> extras = Map.of("service_tier", new JsonText("\"flex\""));
        return new ChatResponse(
                "r1", "m-1", Instant.ofEpochSecond(7), List.of(choice), USAGE, Extras.of(Wire.OPENAI_CHAT, extras));
    }

    @Test
    void writesACompletion() {
        CompletionsEndpoint endpoint = new CompletionsEndpoint();
        Call<ChatRequest> call =
                endpoint.read(TestingRequest.to("/"), Bytes.utf8("{\"model\":\"m\",\"prompt\":\"p\"}"));

        assertEquals(
                "{\"id\":\"r1\",\"object\":\"text_completion\",\"created\":7,\"model\":\"m-1\",\"service_tier\":\"flex\","
                        + "\"choices\":[{\"text\":\"once\",\"index\":0,\"logprobs\":{\"content\":[]},"
                        + "\"finish_reason\":\"stop\"}]," + USAGE_JSON,
                body(endpoint, response(new Block.Text("on"), new Block.Text("ce")), call));
    }

    @Test
    void writesVectorsAsTheCallerAsked() {
        EmbeddingResponse response =
                new EmbeddingResponse("e-1", List.of(new float[] {0.5f, -1f}, new float[] {1e-7f, 0f}), USAGE);

        assertEquals(
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-1.0]},"
                        + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[1.0E-7,0.0]}],\"model\":\"e-1\","
                        + "\"usage\":{\"prompt_tokens\":5,\"total_tokens\":7}}",
                embedding("", response));
        assertTrue(
                embedding(",\"encoding_format\":\"base64\"", response).contains("\"embedding\":\"AAAAPwAAgL8=\""),
                "little-endian, as the SDKs read it");
    }

    private static String embedding(String members, EmbeddingResponse response) {
        EmbeddingsEndpoint endpoint = new EmbeddingsEndpoint();
        Call<EmbeddingRequest> call =
                endpoint.read(TestingRequest.to("/"), Bytes.utf8("{\"model\":\"m\",\"input\":\"x\"" + members + "}"));
        return body(endpoint, response, call);
    }

    @Test
    void listsModels() {
        ModelInfo model = new ModelInfo("meta/llama-3", "together", Instant.ofEpochSecond(7));
        String json = "{\"id\":\"meta/llama-3\",\"object\":\"model\",\"created\":7,\"owned_by\":\"together\"}";
        TestingRequest one = new TestingRequest(
                "/v1/models/meta%2Fllama-3", TestingRequest.to("/").headers(), Map.of("id", "meta/llama-3"));
        Call<ModelQuery> all = Models.all().read(TestingRequest.to("/v1/models"), Bytes.empty());
        Call<ModelQuery> single = Models.one().read(one, Bytes.empty());

        assertEquals(Optional.empty(), all.request().id());
        assertEquals(Optional.of("meta/llama-3"), single.request().id());
        assertEquals(
                "{\"object\":\"list\",\"data\":[" + json + "]}",
                body(Models.all(), new ModelList(List.of(model)), all));
        assertEquals("{\"object\":\"list\",\"data\":[]}", body(Models.all(), new ModelList(List.of()), all));
        assertEquals(json, body(Models.one(), new ModelList(List.of(model)), single));
        assertEquals(
                ErrorKind.NOT_FOUND,
                assertThrows(GatewayException.class, () -> Models.one().write(new ModelList(List.of()), single))
                        .error()
                        .kind());
    }

    private static <Q, R> String body(Endpoint<Q, R, ?> endpoint, R response, Call<Q> call) {
        HttpReply reply = endpoint.write(response, call);
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.headers().first("content-type").orElseThrow());
        return reply.body().utf8();
    }
}
