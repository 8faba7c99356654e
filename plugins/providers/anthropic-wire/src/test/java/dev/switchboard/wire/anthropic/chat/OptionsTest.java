package dev.switchboard.wire.anthropic.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.TestingServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Tool.Function TOOL =
            new Tool.Function("t", Optional.empty(), Optional.empty(), Optional.of(true), Annotations.NONE);

    private static UpstreamRequest encode(String model, UnaryOperator<ChatRequest.Builder> options) {
        return TestingServer.encode(
                model,
                options.apply(ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi"))))
                        .build());
    }

    private static String body(String model, UnaryOperator<ChatRequest.Builder> options) {
        return encode(model, options).body().utf8();
    }

    private static Reasoning effort(String effort) {
        return new Reasoning(Optional.empty(), Optional.of(effort), OptionalLong.empty(), Optional.empty());
    }

    private static Reasoning budget(long budget) {
        return new Reasoning(
                Optional.of(Reasoning.Mode.ENABLED), Optional.empty(), OptionalLong.of(budget), Optional.empty());
    }

    /** By model: what it is, and what an effort of low becomes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-3-5-sonnet-20241022 | -
            claude-3-7-sonnet-20250219 | "thinking":{"type":"enabled","budget_tokens":2048}
            claude-sonnet-4-20250514 | "thinking":{"type":"enabled","budget_tokens":2048}
            anthropic.claude-haiku-4-5-20251001-v1:0 | "thinking":{"type":"enabled","budget_tokens":2048}
            claude-opus-4-5@20251101 | "thinking":{"type":"enabled","budget_tokens":2048},"output_config":{"effort":"low"}
            claude-opus-4-6 | "thinking":{"type":"adaptive"},"output_config":{"effort":"low"}
            claude-sonnet-5 | "thinking":{"type":"adaptive"},"output_config":{"effort":"low"}
            claude-fable-5.1 | "thinking":{"type":"adaptive"},"output_config":{"effort":"low"}
            kimi-k2 | "thinking":{"type":"enabled","budget_tokens":2048}
            """)
    void anEffortBecomesWhatTheModelTakes(String model, String expected) {
        String body = body(model, request -> request.reasoning(effort("low")));
        if (expected.equals("-")) {
            assertFalse(body.contains("thinking"), body);
        } else {
            assertTrue(body.contains("," + expected.strip() + "}"), body);
        }
    }

    @Test
    void aBudgetBecomesAnEffortWhereTheModelTakesNoBudget() {
        UpstreamRequest newer = encode("claude-opus-4-7", request -> request.reasoning(budget(4_000)));
        assertTrue(newer.body()
                .utf8()
                .contains("\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"medium\"}"));
        assertEquals(1, newer.changes().size());
        assertTrue(body("claude-opus-4-6", request -> request.reasoning(budget(4_000)))
                .contains("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4000}"));
    }

    @ParameterizedTest
    @CsvSource({
        // budget, max_tokens (0: none), budget sent (0: no thinking), max_tokens sent
        "2000, 0, 2000, 16000",
        "12000, 0, 12000, 20192",
        "500, 4000, 1024, 4000",
        "4000, 5000, 4000, 5000",
        "4000, 4000, 2000, 4000",
        "4000, 1024, 0, 1024"
    })
    void theBudgetStaysBelowTheLimit(long budget, long limit, long budgetSent, long limitSent) {
        String body = body("claude-sonnet-4-5", request -> {
            request.reasoning(budget(budget));
            return limit == 0 ? request : request.maxOutputTokens(limit);
        });
        assertTrue(body.contains("\"max_tokens\":" + limitSent + ","), body);
        assertEquals(budgetSent > 0, body.contains("\"budget_tokens\":" + budgetSent + "}"), body);
        assertEquals(budgetSent > 0, body.contains("thinking"), body);
    }

    @Test
    void thinkingIsOffWhenTheCallerSaysSo() {
        assertTrue(body("claude-sonnet-5", request -> request.reasoning(effort("none")))
                .contains("\"thinking\":{\"type\":\"disabled\"}"));
        assertFalse(body("claude-3-haiku-20240307", request -> request.reasoning(effort("none")))
                .contains("thinking"));
    }

    @Test
    void thinkingIsLeftOutWhereAnthropicWouldRefuseIt() {
        UpstreamRequest forced = encode(
                "claude-sonnet-4-5",
                request -> request.reasoning(budget(2_000)).tools(List.of(TOOL)).toolChoice(new ToolChoice.Required()));
        assertFalse(forced.body().utf8().contains("thinking"));
        assertEquals(1, forced.changes().size());

        ChatRequest toolLoop = ChatRequest.builder(
                        "public",
                        List.of(
                                Message.of(Role.USER, "hi"),
                                Message.of(
                                        Role.ASSISTANT,
                                        List.of(new Block.ToolUse(
                                                "a", "t", "", Block.ToolUse.Kind.FUNCTION, Annotations.NONE))),
                                Message.of(
                                        Role.TOOL,
                                        List.of(new Block.ToolResult("a", List.of(), false, Annotations.NONE)))))
                .tools(List.of(TOOL))
                .reasoning(budget(2_000))
                .build();
        UpstreamRequest unsigned = TestingServer.encode("claude-sonnet-4-5", toolLoop);
        assertFalse(unsigned.body().utf8().contains("thinking"));
        assertEquals(1, unsigned.changes().size());
        assertTrue(
                TestingServer.encode("claude-sonnet-5", toolLoop).body().utf8().contains("adaptive"));
    }

    @Test
    void samplingIsLeftOutWhereItCannotBeSet() {
        UnaryOperator<ChatRequest.Builder> all =
                request -> request.temperature(0.5).topP(0.9).topK(5);
        assertTrue(body("claude-3-opus-20240229", all).contains("\"temperature\":0.5,\"top_p\":0.9,\"top_k\":5"));
        assertTrue(body("claude-sonnet-4-5", all).contains("\"temperature\":0.5,\"top_k\":5"));
        assertFalse(body("claude-sonnet-5", all).contains("temperature"));
        assertTrue(encode("claude-sonnet-5", all)
                .changes()
                .getFirst()
                .startsWith("temperature, top_p, top_k were left out: "));
        String thinking =
                body("claude-sonnet-4-5", request -> all.apply(request).reasoning(budget(2_000)));
        assertFalse(thinking.contains("temperature") || thinking.contains("top_"), thinking);
        UpstreamRequest hot = encode("claude-sonnet-4-5", request -> request.temperature(1.5));
        assertTrue(hot.body().utf8().contains("\"temperature\":1}"), hot.body()::utf8);
        assertEquals(1, hot.changes().size());
    }

    @Test
    void aSchemaIsPartOfTheOutputConfig() {
        ResponseFormat schema = new ResponseFormat.JsonSchema(
                Optional.of("n"),
                Optional.empty(),
                new JsonText("{\"type\": \"object\", \"additionalProperties\": false}"),
                Optional.of(true));
        assertTrue(body("claude-sonnet-4-5", request -> request.responseFormat(schema))
                .contains("\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":"
                        + "{\"type\":\"object\",\"additionalProperties\":false}}}"));
        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> encode("claude-sonnet-4-20250514", request -> request.responseFormat(schema)));
        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
        UpstreamRequest object =
                encode("claude-sonnet-4-5", request -> request.responseFormat(new ResponseFormat.JsonObject()));
        assertTrue(
                object.body().utf8().contains("\"system\":[{\"type\":\"text\",\"text\":\"Answer with one JSON object"));
        assertEquals(1, object.changes().size());
    }

    @Test
    void toolsAndTheirChoice() {
        String body = body(
                "claude-sonnet-5",
                request -> request.tools(List.of(
                                TOOL,
                                new Tool.Function(
                                        "u",
                                        Optional.of("d"),
                                        Optional.of(new JsonText("{\"properties\":{}}")),
                                        Optional.empty(),
                                        Annotations.NONE),
                                new Tool.Foreign("openai", new JsonText("{}"), Optional.of(Tool.Hosted.WEB_SEARCH)),
                                new Tool.Foreign("anthropic", new JsonText("{\"type\":\"bash_20250124\"}"))))
                        .parallelToolCalls(false)
                        .toolChoice(new ToolChoice.Named("t")));
        assertTrue(
                body.contains("\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\",\"properties\":{},"
                        + "\"additionalProperties\":false},\"strict\":true},{\"name\":\"u\",\"description\":\"d\","
                        + "\"input_schema\":{\"properties\":{},\"type\":\"object\"}},"
                        + "{\"type\":\"web_search_20250305\",\"name\":\"web_search\"},{\"type\":\"bash_20250124\"}],"
                        + "\"tool_choice\":{\"type\":\"tool\",\"name\":\"t\",\"disable_parallel_tool_use\":true}"),
                body);
        assertTrue(
                body("claude-sonnet-5", request -> request.tools(List.of(TOOL)).parallelToolCalls(false))
                        .contains("\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"));
        assertThrows(
                GatewayException.class,
                () -> encode(
                        "claude-sonnet-5",
                        request -> request.tools(List.of(new Tool.Foreign("openai", new JsonText("{}"))))));
    }

    @Test
    void labelsAndStops() {
        UpstreamRequest request = encode(
                "claude-sonnet-5",
                wanted -> wanted.user("u-1").serviceTier("default").stop(List.of("END", "\n")).stream(true));
        assertTrue(
                request.body()
                        .utf8()
                        .endsWith("\"stop_sequences\":[\"END\"],\"metadata\":{\"user_id\":\"u-1\"},"
                                + "\"service_tier\":\"standard_only\",\"stream\":true}"),
                request.body()::utf8);
        assertEquals(1, request.changes().size());
    }

    @Test
    void ownExtrasGoOnAndBetasBecomeAHeader() {
        UpstreamRequest request = encode(
                "claude-sonnet-5",
                wanted -> wanted.reasoning(effort("high"))
                        .extras(Extras.of(
                                Wire.ANTHROPIC_MESSAGES,
                                Map.of(
                                        "anthropic_beta", new JsonText("[\"a\",\"b\"]"),
                                        "output_config",
                                                new JsonText("{\"effort\":\"high\",\"task_budget\":{\"total\":9}}")))));
        assertEquals("a,b", request.headers().first("anthropic-beta").orElseThrow());
        assertTrue(
                request.body()
                        .utf8()
                        .endsWith("\"output_config\":{\"effort\":\"high\",\"task_budget\":{\"total\":9}}}"),
                request.body()::utf8);
        assertFalse(request.body().utf8().contains("thinking"), "an effort alone asks for none");
        UpstreamRequest foreign = encode(
                "claude-sonnet-5",
                wanted -> wanted.extras(Extras.of(Wire.OPENAI_CHAT, Map.of("verbosity", new JsonText("\"low\"")))));
        assertFalse(foreign.body().utf8().contains("verbosity"));
        assertEquals(1, foreign.changes().size());
    }
}
