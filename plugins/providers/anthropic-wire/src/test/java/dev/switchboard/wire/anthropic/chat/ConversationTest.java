package dev.switchboard.wire.anthropic.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.wire.anthropic.TestingServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final String NEW = "claude-opus-4-8";
    private static final String OLD = "claude-sonnet-4-20250514";

    private static UpstreamRequest encode(String model, Message... messages) {
        return TestingServer.encode(
                model, ChatRequest.builder("public", List.of(messages)).build());
    }

    /** What stands behind the model and the limit. */
    private static String body(String model, Message... messages) {
        return rest(encode(model, messages), model);
    }

    private static String rest(UpstreamRequest request, String model) {
        String head = "{\"model\":\"" + model + "\",\"max_tokens\":16000,";
        String body = request.body().utf8();
        assertTrue(body.startsWith(head), body);
        return "{" + body.substring(head.length());
    }

    private static Message say(Role role, Block... blocks) {
        return Message.of(role, List.of(blocks));
    }

    private static Block.ToolUse use(String id, String input) {
        return new Block.ToolUse(id, "t", input, Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
    }

    private static Block.ToolResult result(String id, Block... content) {
        return new Block.ToolResult(id, List.of(content), false, Annotations.NONE);
    }

    private static Block.Thinking thinking(Signature signature) {
        return new Block.Thinking("hm", Optional.of(signature), Annotations.NONE);
    }

    @Test
    void systemTextStandsApartWithItsCacheMarks() {
        Block marked =
                new Block.Text("rules", Annotations.of(Optional.of(new CacheMark(Optional.of("1h"))), Extras.NONE));
        assertEquals(
                "{\"system\":[{\"type\":\"text\",\"text\":\"rules\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}},"
                        + "{\"type\":\"text\",\"text\":\"more\"}],"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}]}",
                body(OLD, say(Role.SYSTEM, marked), Message.of(Role.DEVELOPER, "more"), Message.of(Role.USER, "hi")));
    }

    @Test
    void aMessagesCacheMarkMovesToItsLastBlock() {
        Message marked = new Message(
                Role.USER,
                List.of(new Block.Text("a"), new Block.Text("b")),
                Optional.empty(),
                Annotations.of(Optional.of(new CacheMark(Optional.empty())), Extras.NONE));
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"text\",\"text\":\"b\",\"cache_control\":{\"type\":\"ephemeral\"}}]}]}",
                body(OLD, marked));
    }

    @Test
    void aLaterSystemMessageStaysWhereTheModelTakesIt() {
        Message[] asked = {Message.of(Role.USER, "hi"), Message.of(Role.SYSTEM, "be brief")};
        assertTrue(body(NEW, asked)
                .contains("{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"be brief\"}]}"));
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"},"
                        + "{\"type\":\"text\",\"text\":\"be brief\"}]}]}",
                body(OLD, asked));
        assertEquals(
                List.of("messages[1] was changed: a system message at this place is sent as user text"),
                encode(OLD, asked).changes());
        assertTrue(
                !body(NEW, asked[0], asked[1], Message.of(Role.USER, "go")).contains("\"system\""),
                "not between two messages of the user's");
    }

    @Test
    void systemTextAloneIsSentAsTheUsers() {
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"only\"}]}]}",
                body(OLD, Message.of(Role.SYSTEM, "only")));
    }

    @Test
    void whatOneSideSaysInARowIsOneMessageWithResultsFirst() {
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{}},"
                        + "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"t\",\"input\":{\"x\": 1}}]},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"1\"}]},{\"type\":\"tool_result\",\"tool_use_id\":\"b\"},"
                        + "{\"type\":\"text\",\"text\":\"and?\"}]}]}",
                body(
                        OLD,
                        Message.of(Role.USER, "hi"),
                        say(Role.ASSISTANT, use("a", ""), use("b", "{\"x\": 1}")),
                        say(Role.TOOL, result("a", new Block.Text("1"))),
                        Message.of(Role.USER, "and?"),
                        say(Role.TOOL, result("b"))));
    }

    @Test
    void blankTextsAreLeftOut() {
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"text\",\"text\":\"b\"}]}]}",
                body(OLD, Message.of(Role.USER, "a"), Message.of(Role.ASSISTANT, " \n"), Message.of(Role.USER, "b")));
    }

    @Test
    void idsBecomeLegalAlwaysTheSameWay() {
        String once = body(OLD, say(Role.ASSISTANT, use("call:1", "")), say(Role.TOOL, result("call:1")));
        assertEquals(once, body(OLD, say(Role.ASSISTANT, use("call:1", "")), say(Role.TOOL, result("call:1"))));
        String id = Ids.legal("call:1");
        assertTrue(id.matches("[a-zA-Z0-9_-]+"), id);
        assertTrue(once.contains("\"id\":\"" + id + "\"") && once.contains("\"tool_use_id\":\"" + id + "\""), once);
        assertTrue(!id.equals(Ids.legal("call.1")), "ids that look alike stay apart");
        assertEquals("toolu_1-x", Ids.legal("toolu_1-x"));
    }

    @Test
    void argumentsThatAreNoObjectArePutIntoOne() {
        UpstreamRequest request = encode(OLD, say(Role.ASSISTANT, use("a", "{broken")));
        assertTrue(request.body().utf8().contains("\"input\":{\"input\":\"{broken\"}"));
        assertEquals(1, request.changes().size());
    }

    @Test
    void onlyReasoningThatAnthropicSignedGoesBack() {
        Signature own = new Signature("anthropic", "sig");
        UpstreamRequest request = encode(
                OLD,
                say(
                        Role.ASSISTANT,
                        thinking(own),
                        new Block.RedactedThinking(new Signature("anthropic", "secret"), Annotations.NONE),
                        thinking(new Signature("gemini", "other")),
                        new Block.Thinking("unsigned", Optional.empty(), Annotations.NONE)));
        assertTrue(request.body()
                .utf8()
                .contains("[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"sig\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"secret\"}]"));
        assertEquals(1, request.changes().size());
    }

    @Test
    void mediaStandWhereTheyAre() {
        String body = body(
                OLD,
                say(
                        Role.USER,
                        new Block.Image(new Media.Inline("image/png", "AAAA"), Optional.of("low"), Annotations.NONE),
                        new Block.Image(
                                new Media.Remote("https://x/y.png", Optional.empty()),
                                Optional.empty(),
                                Annotations.NONE),
                        new Block.Document(
                                new Media.Inline("application/pdf", "BBBB"), Optional.of("a.pdf"), Annotations.NONE),
                        new Block.Document(new Media.Inline("text/plain", "aGk="), Optional.empty(), Annotations.NONE),
                        new Block.Document(
                                new Media.Stored("file_1", Optional.empty()), Optional.empty(), Annotations.NONE)));
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}},"
                        + "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x/y.png\"}},"
                        + "{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\","
                        + "\"data\":\"BBBB\"},\"title\":\"a.pdf\"},"
                        + "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"hi\"}},"
                        + "{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"file_1\"}}]}]}",
                body);
    }

    @Test
    void blocksOfAnotherFormatAreRefusedByPlace() {
        Block foreign = new Block.Foreign("openai", new JsonText("{}"), Annotations.NONE);
        GatewayException refused = assertThrows(GatewayException.class, () -> encode(OLD, say(Role.USER, foreign)));
        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
        assertEquals("messages[0]", refused.error().param().orElseThrow());
        Block own = new Block.Foreign("anthropic", new JsonText("{\"type\":\"server_tool_use\"}"), Annotations.NONE);
        assertTrue(body(OLD, say(Role.USER, own)).contains("[{\"type\":\"server_tool_use\"}]"));
    }
}
