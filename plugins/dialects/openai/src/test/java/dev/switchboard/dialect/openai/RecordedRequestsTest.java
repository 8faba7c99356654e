package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.openai.responses.ResponsesEndpoint;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that real callers said to real providers is still there in the canonical request. */
class RecordedRequestsTest {
    /** Words that became types: roles, kinds of parts and tools, and names of choices and formats. */
    private static final Set<String> BECAME_TYPES = Set.of(
            "system",
            "user",
            "assistant",
            "tool",
            "developer",
            "text",
            "image_url",
            "input_audio",
            "function",
            "custom",
            "auto",
            "required",
            "none",
            "json_schema",
            "json_object",
            "input_text",
            "output_text",
            "input_image",
            "input_file",
            "message",
            "function_call",
            "function_call_output",
            "reasoning",
            "summary_text",
            "reasoning.encrypted_content",
            "ephemeral");

    @TestFactory
    Stream<DynamicTest> keepEverythingSaid() {
        return Recordings.locate().tests(RecordedRequestsTest::isChat, recording -> {
            JsonNode body = body(recording);
            ChatRequest request = read(new ChatEndpoint(), body);
            assertEquals(body.get("messages").size(), request.messages().size());
            assertKept(body, request);
        });
    }

    @TestFactory
    Stream<DynamicTest> keepEverythingSaidToResponses() {
        return Recordings.locate()
                .tests(
                        RecordedRequestsTest::isResponse,
                        recording -> assertKept(body(recording), read(new ResponsesEndpoint(), body(recording))));
    }

    private static JsonNode body(Recording recording) {
        return JsonMapper.shared()
                .readTree(recording.request().orElseThrow().body().orElseThrow());
    }

    private static ChatRequest read(Endpoint<ChatRequest, ?, ?> endpoint, JsonNode body) {
        return endpoint.read(TestingRequest.to("/"), Bytes.utf8(body.toString()))
                .request();
    }

    private static void assertKept(JsonNode body, ChatRequest request) {
        List<String> kept = new ArrayList<>();
        collect(request, kept);
        String all = String.join("\n", kept);
        for (String leaf : leaves(body)) {
            assertTrue(BECAME_TYPES.contains(leaf) || kept.contains(leaf) || all.contains(leaf), leaf);
        }
    }

    private static boolean isResponse(Recording recording) {
        return recording.endpoint().equals("responses")
                && recording.response().status() < 400
                && body(recording).path("model").isString()
                && !body(recording).path("tools").toString().contains("tool_search");
    }

    private static boolean isChat(Recording recording) {
        return recording.endpoint().equals("chat")
                && recording.response().status() < 400
                && recording.request().flatMap(Recording.Request::body).stream()
                        .map(JsonMapper.shared()::readTree)
                        .anyMatch(body -> body.path("model").isString()
                                && body.path("messages").isArray());
    }

    private static List<String> leaves(JsonNode node) {
        List<String> leaves = new ArrayList<>();
        if (node.isString()) {
            leaves.add(withoutDataUrl(node.asString()));
        } else if (node.isNumber()) {
            leaves.add(node.asString());
        }
        node.forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }

    private static String withoutDataUrl(String text) {
        return text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
    }

    private static void collect(Object value, List<String> found) {
        switch (value) {
            case String text -> found.add(text);
            case JsonString text -> collect(text.value(), found);
            case JsonText json -> found.addAll(leaves(JsonMapper.shared().readTree(json.text())));
            case OptionalLong number -> number.ifPresent(n -> found.add(Long.toString(n)));
            case OptionalDouble number ->
                number.ifPresent(n -> {
                    found.add(Double.toString(n));
                    found.add(Long.toString((long) n));
                });
            case Optional<?> optional -> optional.ifPresent(it -> collect(it, found));
            case Iterable<?> items -> items.forEach(item -> collect(item, found));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, found));
            case Record item -> collectComponents(item, found);
            case ChatRequest request -> collectFields(request, found);
            default -> {
                // enums and booleans
            }
        }
    }

    private static void collectComponents(Record item, List<String> found) {
        for (RecordComponent component : item.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                collect(component.getAccessor().invoke(item), found);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void collectFields(ChatRequest request, List<String> found) {
        for (Field field : ChatRequest.class.getDeclaredFields()) {
            try {
                field.setAccessible(true);
                collect(field.get(request), found);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
