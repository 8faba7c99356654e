package dev.switchboard.dialect.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadTest {
    private static Call<ChatRequest> call(String body, String... headers) {
        return new MessagesEndpoint().read(TestingRequest.to("/v1/messages", headers), Bytes.utf8(body));
    }

    private static ChatRequest read(String members) {
        return call("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + members
                        + "}")
                .request();
    }

    private static List<Block> blocks(String role, String content) {
        return call("{\"model\":\"m\",\"messages\":[{\"role\":\"" + role + "\",\"content\":[" + content + "]}]}")
                .request()
                .messages()
                .getFirst()
                .content();
    }

    @Test
    void theHeadIsKnownAtOnce() {
        Call<ChatRequest> call = call(
                "{\"model\":\"m\",\"stream\":true,\"messages\":[7],\"metadata\":{\"user_id\":\"u\"}}",
                "x-switchboard-tags",
                "a");
        assertEquals("m", call.model());
        assertTrue(call.stream());
        assertEquals("u", call.options().user().orElseThrow());
        assertEquals(List.of("a"), call.options().tags());
        assertThrows(GatewayException.class, call::request, "the rest is read when somebody asks");
    }

    @Test
    void systemTextAndSystemMessagesInTheMiddle() {
        ChatRequest request =
                call("{\"model\":\"m\",\"system\":[{\"type\":\"text\",\"text\":\"rules\",\"cache_control\":{"
                                + "\"type\":\"ephemeral\",\"ttl\":\"1h\"}}],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                                + "{\"role\":\"system\",\"content\":\"be brief\"}]}")
                        .request();
        assertEquals(
                List.of(Role.SYSTEM, Role.USER, Role.SYSTEM),
                request.messages().stream().map(message -> message.role()).toList());
        Block rules = request.messages().getFirst().content().getFirst();
        assertEquals(
                "1h", rules.annotations().cacheMark().orElseThrow().lifetime().orElseThrow());
        assertEquals("be brief", request.messages().getLast().text());
    }

    @Test
    void mediaInAMessageAndInAResult() {
        List<Block> blocks = blocks("user", """
                {"type":"tool_result","tool_use_id":"t","is_error":true,"content":[
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},
                {"type":"document","source":{"type":"text","media_type":"text/plain","data":"hi"},"title":"a","context":"c"},
                {"type":"document","source":{"type":"content","content":[]}},
                {"type":"image","source":{"type":"file","file_id":"f"}}
                """);
        Block.ToolResult result = assertInstanceOf(Block.ToolResult.class, blocks.get(0));
        assertTrue(result.failed());
        assertEquals(
                new Media.Inline("image/png", "AAAA"),
                ((Block.Image) result.content().getFirst()).media());
        Block.Document document = assertInstanceOf(Block.Document.class, blocks.get(1));
        assertEquals(new Media.Inline("text/plain", "aGk="), document.media());
        assertEquals(
                Map.of("context", "\"c\""),
                Map.of(
                        "context",
                        document.annotations()
                                .extras()
                                .in(Wire.ANTHROPIC_MESSAGES)
                                .get("context")
                                .text()));
        assertInstanceOf(Block.Foreign.class, blocks.get(2));
        assertEquals(new Media.Stored("f", Optional.empty()), ((Block.Image) blocks.get(3)).media());
    }

    @Test
    void signaturesOfAllMakers() {
        Signature gemini = new Signature("gemini", "g");
        List<Block> blocks = blocks(
                "assistant",
                "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"own\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"openai:r\"},"
                        + "{\"type\":\"text\",\"text\":\"hi\"},"
                        + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"gemini:g\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"" + gemini.inId("t1")
                        + "\",\"name\":\"n\",\"input\":{\"x\": 1}}");
        assertEquals(4, blocks.size());
        assertEquals(
                new Signature("anthropic", "own"),
                ((Block.Thinking) blocks.get(0)).signature().orElseThrow());
        assertEquals(new Signature("openai", "r"), ((Block.RedactedThinking) blocks.get(1)).data());
        assertEquals(gemini, blocks.get(2).annotations().signature().orElseThrow());
        Block.ToolUse use = assertInstanceOf(Block.ToolUse.class, blocks.get(3));
        assertEquals("t1", use.id());
        assertEquals("{\"x\": 1}", use.input());
        assertEquals(gemini, use.annotations().signature().orElseThrow());
    }

    @Test
    void citationsAndForeignBlocksStayVerbatim() {
        String citation =
                "{\"type\":\"page_location\",\"cited_text\":\"q\",\"document_title\":\"d\",\"start_page_number\":1}";
        String server = "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}";
        List<Block> blocks =
                blocks("assistant", "{\"type\":\"text\",\"text\":\"hi\",\"citations\":[" + citation + "]}," + server);
        Block.Text text = (Block.Text) blocks.getFirst();
        assertEquals(
                citation,
                text.citations().getFirst().original().orElseThrow().json().text());
        assertEquals("d", text.citations().getFirst().title().orElseThrow());
        assertEquals(server, ((Block.Foreign) blocks.get(1)).json().text());
    }

    @Test
    void toolsAndTheirChoice() {
        ChatRequest request = read(",\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"},\"strict\":true,"
                + "\"defer_loading\":true},{\"type\":\"web_search_20260209\",\"name\":\"web_search\"},"
                + "{\"type\":\"bash_20250124\",\"name\":\"bash\"}],"
                + "\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}");
        Tool.Function function =
                assertInstanceOf(Tool.Function.class, request.tools().get(0));
        assertEquals(Optional.of(true), function.strict());
        assertTrue(function.annotations().extras().in(Wire.ANTHROPIC_MESSAGES).containsKey("defer_loading"));
        assertEquals(
                Optional.of(Tool.Hosted.WEB_SEARCH),
                ((Tool.Foreign) request.tools().get(1)).hosted());
        assertEquals(Optional.empty(), ((Tool.Foreign) request.tools().get(2)).hosted());
        assertEquals(new ToolChoice.Required(), request.toolChoice().orElseThrow());
        assertEquals(Optional.of(false), request.parallelToolCalls());
        assertEquals(List.of(), read(",\"tools\":[]").tools());
    }

    @Test
    void thinkingEffortAndFormat() {
        ChatRequest request =
                read(",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000,\"display\":\"omitted\"},"
                        + "\"output_config\":{\"effort\":\"high\",\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\": \"object\"}},"
                        + "\"task_budget\":{\"total\":1}}");
        Reasoning reasoning = request.reasoning().orElseThrow();
        assertEquals(Optional.of(Reasoning.Mode.ENABLED), reasoning.mode());
        assertEquals(2000, reasoning.budget().orElseThrow());
        assertEquals(Optional.of("high"), reasoning.effort());
        assertEquals(Optional.of("omitted"), reasoning.summary());
        assertEquals(
                "{\"type\": \"object\"}",
                ((ResponseFormat.JsonSchema) request.responseFormat().orElseThrow())
                        .schema()
                        .text());
        assertEquals(
                "{\"task_budget\":{\"total\":1}}",
                request.extras()
                        .in(Wire.ANTHROPIC_MESSAGES)
                        .get("output_config")
                        .text());
        assertTrue(read(",\"output_format\":{\"type\":\"json_schema\",\"schema\":{}}")
                .responseFormat()
                .isPresent());
        assertEquals(
                "{\"type\":\"between_tools\"}",
                read(",\"thinking\":{\"type\":\"between_tools\"}")
                        .extras()
                        .in(Wire.ANTHROPIC_MESSAGES)
                        .get("thinking")
                        .text());
    }

    @Test
    void whatItDoesNotKnowStaysAndBetasTravelAlong() {
        ChatRequest request = call(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"mcp_servers\":[ ],"
                                + "\"context_management\":{\"edits\":[]},\"stop_sequences\":[\"E\"],\"top_k\":3}",
                        "anthropic-beta",
                        "a, b",
                        "anthropic-beta",
                        "b,c")
                .request();
        assertEquals(
                List.of("anthropic_beta", "mcp_servers", "context_management"),
                List.copyOf(request.extras().in(Wire.ANTHROPIC_MESSAGES).keySet()));
        assertEquals(
                "[\"a\",\"b\",\"c\"]",
                request.extras()
                        .in(Wire.ANTHROPIC_MESSAGES)
                        .get("anthropic_beta")
                        .text());
        assertEquals(List.of("E"), request.stop());
        assertEquals(3, request.topK().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"messages":[{"role":"user","content":"hi"}]} | model
            {"model":"m"} | messages
            {"model":"m","messages":[]} | messages
            {"model":"m","messages":[{"role":"tool","content":"hi"}]} | messages[0].role
            {"model":"m","messages":[{"role":"user","content":7}]} | messages[0].content
            {"model":"m","messages":[{"role":"user","content":[{"text":"a"}]}]} | messages[0].content[0].type
            {"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{"name":"t"}]} | tools[0].input_schema
            """)
    void namesWhatIsWrong(String body, String place) {
        GatewayException error =
                assertThrows(GatewayException.class, () -> call(body.strip()).request());
        assertEquals(ErrorKind.INVALID_REQUEST, error.error().kind());
        assertTrue(
                error.error().message().contains(place.strip()), error.error().message());
    }
}
