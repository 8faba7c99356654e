package dev.switchboard.provider.replicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionTest {
    private final Abilities abilities = new ReplicateProviderFactory()
            .create(
                    "replicate",
                    new ReplicateConfig("sk-fake", URI.create("https://api.replicate.com/v1"), Map.of()),
                    TestingContext.in(Path.of("")))
            .abilities();

    private UpstreamRequest chat(String model, ChatRequest.Builder request) {
        return abilities.translator(Operation.CHAT).orElseThrow().encode(request.build(), Target.of("p", model));
    }

    private static ChatRequest.Builder says(Message... messages) {
        return ChatRequest.builder("public", List.of(messages));
    }

    private static UpstreamReply reply(String json) {
        return new UpstreamReply(201, Headers.none(), Bytes.utf8(json));
    }

    @ParameterizedTest
    @CsvSource({
        "meta/llama, /v1/models/meta/llama/predictions, '{'",
        "deployments/acme/mine, /v1/deployments/acme/mine/predictions, '{'",
        "acme/model:abc, /v1/predictions, '{\"version\":\"abc\",'"
    })
    void asksWhereTheModelIs(String model, String path, String start) {
        UpstreamRequest sent = chat(model, says(Message.of(Role.USER, "Hi")));

        assertEquals(path, sent.url().getPath());
        assertEquals(start + "\"input\":{\"prompt\":\"Hi\"}}", sent.body().utf8());
        assertEquals(List.of("wait"), sent.headers().all("prefer"));
    }

    @Test
    void theCallersOwnInputsCountMost() {
        UpstreamRequest sent = chat(
                "meta/llama",
                says(Message.of(Role.SYSTEM, "Be brief"), Message.of(Role.USER, "Hi"))
                        .maxOutputTokens(9)
                        .temperature(0.5)
                        .stop(List.of("a", "b"))
                        .extras(Extras.of(
                                Wire.OPENAI_CHAT,
                                Map.of("input", new JsonText("{\"max_tokens\":5,\"image\":\"https://x.example\"}")))));

        assertEquals(
                "{\"input\":{\"prompt\":\"Hi\",\"system_prompt\":\"Be brief\",\"max_tokens\":5,\"temperature\":0.5,"
                        + "\"stop_sequences\":\"a,b\",\"image\":\"https://x.example\"}}",
                sent.body().utf8());
        assertEquals(List.of(), sent.changes());
    }

    @Test
    void aConversationIsOneTextAndToldSo() {
        UpstreamRequest sent = chat(
                "meta/llama",
                says(
                        Message.of(Role.USER, "Hi"),
                        Message.of(Role.ASSISTANT, "Hello"),
                        Message.of(Role.USER, "Who are you?")));

        assertEquals(
                "{\"input\":{\"prompt\":\"User: Hi\\n\\nAssistant: Hello\\n\\nUser: Who are you?\\n\\nAssistant:\"}}",
                sent.body().utf8());
        assertEquals(1, sent.changes().size());
        assertTrue(sent.changes().getFirst().startsWith("messages was changed: "));
    }

    @Test
    void readsTextInPieces() {
        ChatResponse response = abilities
                .translator(Operation.CHAT)
                .orElseThrow()
                .decode(reply("{\"id\":\"p-1\",\"status\":\"succeeded\",\"output\":[\"Hel\",\"lo\"],\"metrics\":{"
                        + "\"input_token_count\":3,\"output_token_count\":2}}"));

        assertEquals(
                "Hello",
                Message.of(Role.ASSISTANT, response.choices().getFirst().content())
                        .text());
        assertEquals(3, response.usage().of(Bucket.INPUT));
        assertEquals(2, response.usage().of(Bucket.OUTPUT));
    }

    private GatewayError failure(String members) {
        return assertThrows(
                        GatewayException.class,
                        () -> abilities
                                .translator(Operation.CHAT)
                                .orElseThrow()
                                .decode(reply("{\"id\":\"p-1\"," + members + "}")))
                .error();
    }

    @Test
    void saysWhatBecameOfAPredictionThatIsNotDone() {
        assertEquals(
                "CUDA out of memory",
                failure("\"status\":\"failed\",\"error\":\"CUDA out of memory\"")
                        .message());
        assertEquals(ErrorKind.UPSTREAM, failure("\"status\":\"canceled\"").kind());
        GatewayError slow = failure("\"status\":\"processing\",\"output\":[\"Hel\"]");
        assertEquals(ErrorKind.UPSTREAM, slow.kind());
        assertTrue(slow.message().contains("p-1 is \"processing\""), slow.message());
    }

    @Test
    void picturesAreAddresses() {
        UpstreamRequest sent = abilities
                .translator(Operation.IMAGE)
                .orElseThrow()
                .encode(
                        ImageRequest.builder(ImageRequest.Task.GENERATE, "public", "A cat")
                                .count(2)
                                .size("1024x1024")
                                .extras(Extras.of(
                                        Wire.OPENAI_IMAGES,
                                        Map.of("input", new JsonText("{\"aspect_ratio\":\"1:1\"}"))))
                                .build(),
                        Target.of("p", "acme/flux"));
        ImageResponse response = abilities
                .translator(Operation.IMAGE)
                .orElseThrow()
                .decode(reply("{\"id\":\"p-2\",\"status\":\"succeeded\",\"output\":[\"https://x.example/1.png\","
                        + "\"https://x.example/2.png\"]}"));

        assertEquals(
                "{\"input\":{\"prompt\":\"A cat\",\"num_outputs\":2,\"aspect_ratio\":\"1:1\"}}",
                sent.body().utf8());
        assertEquals(List.of("size was left out: Replicate has no such parameter"), sent.changes());
        assertEquals(
                Media.ofUrl("https://x.example/2.png"),
                response.images().getLast().media());
        assertEquals(2, response.usage().of(Bucket.IMAGES));
    }

    @Test
    void picturesThatShallBeEditedAreInputsOfTheModels() {
        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> abilities
                        .translator(Operation.IMAGE)
                        .orElseThrow()
                        .encode(
                                ImageRequest.builder(ImageRequest.Task.EDIT, "public", "A hat")
                                        .images(List.of(Media.ofUrl("https://x.example/cat.png")))
                                        .build(),
                                Target.of("p", "acme/flux")));

        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
    }
}
