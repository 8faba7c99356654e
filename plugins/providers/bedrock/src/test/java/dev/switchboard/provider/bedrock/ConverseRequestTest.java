package dev.switchboard.provider.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConverseRequestTest {
    private static final String NOVA = "us.amazon.nova-pro-v1:0";
    private static final JsonText SCHEMA =
            new JsonText("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");

    @TempDir
    Path directory;

    private UpstreamRequest encode(ChatRequest request, String model) {
        return TestingBedrock.provider(directory, Optional.of(Publisher.ANY))
                .abilities()
                .translator(Operation.CHAT)
                .orElseThrow()
                .encode(request, Target.of("bedrock", model));
    }

    private static ChatRequest.Builder asking(Message... messages) {
        return ChatRequest.builder("public", List.of(messages));
    }

    private static Message said(Role role, Block... blocks) {
        return Message.of(role, List.of(blocks));
    }

    private static Annotations marked(String lifetime) {
        return Annotations.of(
                Optional.of(new CacheMark(Optional.of(lifetime).filter(text -> !text.isEmpty()))), Extras.NONE);
    }

    private static Tool function(String name) {
        return new Tool.Function(
                name, Optional.of("Looks up."), Optional.of(SCHEMA), Optional.of(true), Annotations.NONE);
    }

    private static Block image(String type) {
        return new Block.Image(new Media.Inline(type, "AAAA"), Optional.empty(), Annotations.NONE);
    }

    @Test
    void everythingHasItsPlace() {
        ChatRequest request = asking(
                        said(Role.SYSTEM, new Block.Text("Be brief.", marked(""))),
                        said(
                                Role.USER,
                                image("image/jpg"),
                                new Block.Document(
                                        new Media.Inline("application/pdf", "BBBB"),
                                        Optional.of("report_2026.v1.pdf"),
                                        Annotations.NONE),
                                new Block.Text("What is it?", marked("1h"))),
                        said(
                                Role.ASSISTANT,
                                new Block.Text(" "),
                                new Block.ToolUse(
                                        "call_1",
                                        "look_up",
                                        "{\"a\":1}",
                                        Block.ToolUse.Kind.FUNCTION,
                                        Annotations.NONE)),
                        said(
                                Role.TOOL,
                                new Block.ToolResult(
                                        "call_1",
                                        List.of(new Block.Text("found"), image("image/png")),
                                        true,
                                        Annotations.NONE)),
                        said(Role.USER, new Block.Text("Go on")))
                .tools(List.of(function("look_up")))
                .toolChoice(new ToolChoice.Named("look_up"))
                .maxOutputTokens(100)
                .temperature(0.5)
                .topP(1)
                .topK(10)
                .stop(List.of("END"))
                .metadata(Map.of("team", "a b"))
                .serviceTier("priority")
                .build();
        UpstreamRequest sent = encode(request, NOVA);
        assertEquals(
                "https://bedrock-runtime.eu-central-1.amazonaws.com/model/us.amazon.nova-pro-v1%3A0/converse",
                sent.url().toString());
        assertEquals("""
                {"messages":[\
                {"role":"user","content":[{"image":{"format":"jpeg","source":{"bytes":"AAAA"}}},\
                {"document":{"format":"pdf","name":"report-2026-v1","source":{"bytes":"BBBB"}}},\
                {"text":"What is it?"},{"cachePoint":{"type":"default","ttl":"1h"}}]},\
                {"role":"assistant","content":[{"toolUse":{"toolUseId":"call_1","name":"look_up","input":{"a":1}}}]},\
                {"role":"user","content":[{"toolResult":{"toolUseId":"call_1","content":[{"text":"found"},\
                {"image":{"format":"png","source":{"bytes":"AAAA"}}}],"status":"error"}},{"text":"Go on"}]}],\
                "system":[{"text":"Be brief."},{"cachePoint":{"type":"default"}}],\
                "inferenceConfig":{"maxTokens":100,"temperature":0.5,"topP":1,"stopSequences":["END"]},\
                "toolConfig":{"tools":[{"toolSpec":{"name":"look_up","description":"Looks up.",\
                "inputSchema":{"json":{"type":"object","properties":{},"additionalProperties":false}},"strict":true}}],\
                "toolChoice":{"tool":{"name":"look_up"}}},\
                "additionalModelRequestFields":{"inferenceConfig":{"topK":10}},\
                "requestMetadata":{"team":"a b"},"serviceTier":{"type":"priority"}}""", sent.body().utf8());
        assertEquals(List.of(), sent.changes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic.claude-haiku-4-5-20251001-v1:0|{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16000}}",
                "us.amazon.nova-2-lite-v1:0|{\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"high\"}}",
                "openai.gpt-oss-120b-1:0|{\"reasoning_effort\":\"high\"}"
            })
    void eachMakerHasAWayToAskForThoughts(String model, String fields) {
        Reasoning wish = new Reasoning(Optional.empty(), Optional.of("high"), OptionalLong.empty(), Optional.empty());
        UpstreamRequest sent = encode(
                asking(said(Role.USER, new Block.Text("Hi"))).reasoning(wish).build(), model);
        assertTrue(
                sent.body().utf8().contains("\"additionalModelRequestFields\":" + fields),
                sent.body().utf8());
        assertEquals(List.of(), sent.changes());
    }

    @Test
    void whatAModelDoesNotHaveIsLeftOutAndTold() {
        Reasoning wish = new Reasoning(Optional.empty(), Optional.of("high"), OptionalLong.empty(), Optional.empty());
        UpstreamRequest sent = encode(
                asking(said(Role.USER, new Block.Text("Hi", marked(""))))
                        .reasoning(wish)
                        .topK(3)
                        .build(),
                "mistral.mistral-large-2407-v1:0");
        assertEquals(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}",
                sent.body().utf8());
        assertEquals(
                List.of("top_k, reasoning, cache_marks were left out: the chosen provider has no such parameter"),
                sent.changes());
    }

    @Test
    void signedAndSealedReasoningGoesBackUnchanged() {
        ChatRequest request = asking(
                        said(Role.USER, new Block.Text("Hi")),
                        said(
                                Role.ASSISTANT,
                                new Block.Thinking(
                                        "So", Optional.of(new Signature("anthropic", "c2ln+/=")), Annotations.NONE),
                                new Block.RedactedThinking(new Signature("bedrock", "c2VhbGVk"), Annotations.NONE),
                                new Block.Thinking("Mine", Optional.of(new Signature("gemini", "x")), Annotations.NONE),
                                new Block.Thinking("Unsigned", Optional.empty(), Annotations.NONE),
                                new Block.Text("Hello")),
                        said(Role.USER, new Block.Text("Go on")))
                .build();
        UpstreamRequest sent = encode(request, "anthropic.claude-haiku-4-5-20251001-v1:0");
        assertTrue(sent.body().utf8().contains("""
                        [{"reasoningContent":{"reasoningText":{"text":"So","signature":"c2ln+/="}}},\
                        {"reasoningContent":{"redactedContent":"c2VhbGVk"}},{"text":"Hello"}]"""), sent.body().utf8());
        assertTrue(sent.changes().getFirst().contains("messages[1].thinking"), sent.changes()::toString);
        assertFalse(encode(request, NOVA).body().utf8().contains("signature"));
    }

    @Test
    void aConversationWithToolsDeclaresSome() {
        Message used = said(
                Role.ASSISTANT, new Block.ToolUse("c!1", "look_up", "", Block.ToolUse.Kind.FUNCTION, Annotations.NONE));
        Message answered =
                said(Role.TOOL, new Block.ToolResult("c!1", List.of(new Block.Text("found")), false, Annotations.NONE));
        UpstreamRequest sent = encode(
                asking(said(Role.USER, new Block.Text("Hi")), used, answered).build(), NOVA);
        String body = sent.body().utf8();
        assertTrue(body.contains("\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"look_up\""), body);
        assertEquals(2, body.split("\"toolUseId\":\"c_1_[0-9a-f]+\"", -1).length - 1, body);
        assertTrue(sent.changes().getFirst().startsWith("tools was changed"), sent.changes()::toString);
    }

    @Test
    void toolsOfTheProvidersOwnStandInForThoseOfTheirSort() {
        Tool search = new Tool.Foreign(
                "openai", new JsonText("{\"type\":\"web_search\"}"), Optional.of(Tool.Hosted.WEB_SEARCH));
        ChatRequest request = asking(said(Role.USER, new Block.Text("Hi")))
                .tools(List.of(search))
                .build();
        String body = encode(request, "us.amazon.nova-2-lite-v1:0").body().utf8();
        assertTrue(body.contains("\"tools\":[{\"systemTool\":{\"name\":\"nova_grounding\"}}]"), body);
        UpstreamRequest without = encode(request, NOVA);
        assertFalse(without.body().utf8().contains("toolConfig"), without.body().utf8());
        assertEquals(1, without.changes().size(), without.changes()::toString);
    }

    @Test
    void withoutAChoiceOfToolsThereAreNone() {
        ChatRequest request = asking(said(Role.USER, new Block.Text("Hi")))
                .tools(List.of(function("look_up")))
                .toolChoice(new ToolChoice.None())
                .build();
        assertFalse(encode(request, NOVA).body().utf8().contains("toolConfig"));
    }

    @Test
    void aSchemaOfTheAnswerIsText() {
        ChatRequest request = asking(said(Role.USER, new Block.Text("Hi")))
                .responseFormat(new ResponseFormat.JsonSchema(
                        Optional.of("Answer"), Optional.empty(), SCHEMA, Optional.of(true)))
                .build();
        assertTrue(
                encode(request, NOVA).body().utf8().contains("""
                        "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":\
                        {"schema":"{\\"type\\":\\"object\\",\\"properties\\":{},\\"additionalProperties\\":false}",\
                        "name":"Answer"}}}}"""),
                () -> encode(request, NOVA).body().utf8());
    }

    @Test
    void documentsHaveNamesOfTheirOwn() {
        Block.Document document = new Block.Document(
                new Media.Inline("text/x-java", "AAAA"), Optional.of("Main_$1.java"), Annotations.NONE);
        String body = encode(
                        asking(said(Role.USER, document, document, new Block.Text("Compare")))
                                .build(),
                        NOVA)
                .body()
                .utf8();
        assertTrue(body.contains("\"format\":\"txt\",\"name\":\"Main--1\""), body);
        assertTrue(body.contains("\"name\":\"Main--1 2\""), body);
    }

    @Test
    void callersOfOtherFormatsMayWriteMembersOfThisOne() {
        ChatRequest request = asking(said(Role.USER, new Block.Text("Hi")))
                .topK(7)
                .extras(Extras.of(
                        Wire.OPENAI_CHAT,
                        Map.of(
                                "guardrailConfig", new JsonText("{\"guardrailIdentifier\":\"g\"}"),
                                "additionalModelRequestFields", new JsonText("{\"top_k\":9,\"x\":[1]}"))))
                .build();
        UpstreamRequest sent = encode(request, "anthropic.claude-3-haiku-20240307-v1:0");
        assertTrue(
                sent.body().utf8().contains("\"additionalModelRequestFields\":{\"top_k\":9,\"x\":[1]}"),
                sent.body().utf8());
        assertTrue(sent.body().utf8().contains("\"guardrailConfig\":{\"guardrailIdentifier\":\"g\"}"));
        assertEquals(List.of(), sent.changes());
    }

    @Test
    void theOperatorsGuardrailStands() {
        Guardrail guardrail = new Guardrail("gr-1", "3", Guardrail.Trace.ENABLED_FULL);
        Provider provider = TestingBedrock.provider(
                TestingContext.in(directory), Optional.empty(), Optional.of(guardrail), List.of());
        ChatRequest request = asking(said(Role.USER, new Block.Text("Hi")))
                .extras(Extras.of(Wire.OPENAI_CHAT, Map.of("guardrailConfig", new JsonText("{}"))))
                .build();
        var chat = provider.abilities().translator(Operation.CHAT).orElseThrow();
        assertTrue(chat.encode(request, Target.of("b", NOVA)).body().utf8().contains("""
                        "guardrailConfig":{"guardrailIdentifier":"gr-1","guardrailVersion":"3","trace":"enabled_full"}"""));
        UpstreamRequest invoked = chat.encode(request, Target.of("b", "anthropic.claude-haiku-4-5-20251001-v1:0"));
        assertEquals(Optional.of("gr-1"), invoked.headers().first("x-amzn-bedrock-guardrailidentifier"));
        assertEquals(Optional.of("3"), invoked.headers().first("x-amzn-bedrock-guardrailversion"));
        assertEquals(Optional.of("ENABLED_FULL"), invoked.headers().first("x-amzn-bedrock-trace"));
    }

    @Test
    void videoAndAddressesAreRefusedByName() {
        assertRefused("video", new Block.Video(new Media.Inline("video/mp4", "AAAA"), Annotations.NONE));
        assertRefused(
                "image_urls",
                new Block.Image(
                        new Media.Remote("https://example.com/a.png", Optional.empty()),
                        Optional.empty(),
                        Annotations.NONE));
        assertRefused("images", image("image/tiff"));
    }

    private void assertRefused(String param, Block block) {
        GatewayException refusal = assertThrows(
                GatewayException.class,
                () -> encode(asking(said(Role.USER, block)).build(), NOVA));
        assertEquals(Optional.of(param), refusal.error().param());
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/abc123, "
                + "arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Aapplication-inference-profile%2Fabc123",
        "meta.llama3-1-8b-instruct-v1:0, meta.llama3-1-8b-instruct-v1%3A0"
    })
    void aModelIsOneSegmentOfThePath(String model, String encoded) {
        ChatRequest request =
                asking(said(Role.USER, new Block.Text("Hi"))).stream(true).build();
        assertEquals(
                "https://bedrock-runtime.eu-central-1.amazonaws.com/model/" + encoded + "/converse-stream",
                encode(request, model).url().toString());
    }
}
