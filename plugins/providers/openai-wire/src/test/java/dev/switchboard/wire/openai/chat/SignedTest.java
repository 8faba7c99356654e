package dev.switchboard.wire.openai.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.recordings.Recording;
import dev.switchboard.testkit.recordings.Recordings;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.Quirks.Signatures;
import dev.switchboard.wire.openai.QuirksBuilder;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What must come back as it was: reasoning and its signatures; and what hangs on text: sources and probabilities. */
class SignedTest {
    private static final String DETAILS = """
            [{"type":"reasoning.text","text":"think hard","signature":"s1","format":"anthropic-claude-v1","index":0},\
            {"type":"reasoning.encrypted","data":"e1","id":"rs_1","format":"openai-responses-v1","index":1}]""";

    @Test
    void writesReasoningDetailsBackVerbatim() {
        List<Block> blocks =
                message("\"content\":\"ok\",\"reasoning\":\"think hard\",\"reasoning_details\":" + DETAILS);
        assertEquals("think hard", ((Block.Thinking) blocks.getFirst()).text());
        assertTrue(
                sent(Signatures.REASONING_DETAILS, blocks).body().utf8().contains("\"reasoning_details\":" + DETAILS));
    }

    @Test
    void putsStreamedReasoningDetailsTogether() {
        List<Block> blocks = stream(
                "\"reasoning\":\"think\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"think\",\"format\":\"f\",\"index\":0}]",
                "\"reasoning\":\" hard\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\" hard\",\"format\":\"f\",\"index\":0}]",
                "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"signature\":\"s1\",\"format\":\"f\",\"index\":0}]",
                "\"reasoning_details\":[{\"type\":\"reasoning.summary\",\"summary\":\"sum\",\"index\":1}]",
                "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"e\",\"index\":2}]",
                "\"content\":\"ok\"");
        assertTrue(sent(Signatures.REASONING_DETAILS, blocks).body().utf8().contains("""
                "reasoning_details":[{"type":"reasoning.text","text":"think hard","format":"f","index":0,"signature":"s1"},\
                {"type":"reasoning.summary","summary":"sum","index":1},\
                {"type":"reasoning.encrypted","data":"e","index":2}]"""));
    }

    @TestFactory
    Stream<DynamicTest> putsRecordedReasoningDetailsTogether() {
        return Recordings.locate()
                .tests(
                        recording -> recording.endpoint().equals("chat")
                                && TestingWire.isStream(recording)
                                && recording.provider().matches("openrouter|vercel-gateway")
                                && !recording.id().contains("error"),
                        SignedTest::check);
    }

    private static void check(Recording recording) {
        List<UpstreamEvent> events = TestingWire.events(recording);
        List<Block> blocks = decode(events);
        long encrypted = events.stream()
                .flatMap(event -> JsonValue.read(event.data()).stream())
                .flatMap(chunk -> chunk.get("choices").elements().stream())
                .flatMap(choice -> choice.get("delta").get("reasoning_details").elements().stream())
                .filter(detail -> detail.filled("data").isPresent())
                .count();
        assertEquals(
                encrypted,
                blocks.stream().filter(Block.RedactedThinking.class::isInstance).count());
    }

    @Test
    void readsAndWritesThinkingBlocks() {
        String list = """
                [{"type":"thinking","thinking":"hm","signature":"s"},{"type":"redacted_thinking","data":"d"}]""";
        List<Block> blocks = message("\"content\":\"ok\",\"reasoning_content\":\"hm\",\"thinking_blocks\":" + list);
        assertEquals(Optional.of(new Signature("anthropic", "s")), ((Block.Thinking) blocks.getFirst()).signature());
        assertTrue(sent(Signatures.THINKING_BLOCKS, blocks).body().utf8().contains("\"thinking_blocks\":" + list));
    }

    @Test
    void takesASignatureThatFollowsItsTextInAStream() {
        List<Block> repeated = stream(
                "\"reasoning_content\":\"h\"",
                "\"reasoning_content\":\"m\"",
                "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"gemini:s\"}]",
                "\"content\":\"ok\"");
        Block.Thinking thinking = new Block.Thinking("hm", Optional.of(new Signature("gemini", "s")), Annotations.NONE);
        assertEquals(List.of(thinking, new Block.Text("ok")), repeated);
        List<Block> beside = stream(
                "\"reasoning_content\":\"h\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"h\",\"signature\":\"\"}]",
                "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"m\",\"signature\":\"gemini:s\"}]",
                "\"content\":\"ok\"");
        assertEquals(repeated, beside);
    }

    @Test
    void carriesGeminisThoughtSignature() {
        String signed = "\"extra_content\":{\"google\":{\"thought_signature\":\"g\"}}";
        List<Block> blocks = message("\"content\":\"ok\"," + signed
                + ",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},"
                + signed
                + "}]");
        Signature gemini = new Signature("gemini", "g");
        assertEquals(List.of(Optional.of(gemini), Optional.of(gemini)), signatures(blocks));
        String body = sent(Signatures.EXTRA_CONTENT, blocks).body().utf8();
        assertEquals(3, body.split("extra_content").length, body);
        UpstreamRequest elsewhere = sent(Signatures.NONE, blocks);
        assertFalse(elsewhere.body().utf8().contains("extra_content"));
        assertEquals(List.of("signature was left out: only gemini, who signed it, can read it"), elsewhere.changes());
        assertEquals(
                List.of(Optional.of(gemini), Optional.of(gemini)),
                signatures(stream(
                        "\"content\":\"ok\"",
                        "\"content\":\"\"," + signed,
                        "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},"
                                + signed + "}]")));
    }

    @Test
    void leavesAnothersReasoningBehindAndSaysSo() {
        Block foreign = new Block.Thinking("x", Optional.of(new Signature("anthropic", "s")), Annotations.NONE);
        UpstreamRequest sent = sent(Signatures.REASONING_DETAILS, List.of(foreign, new Block.Text("ok")));
        assertFalse(sent.body().utf8().contains("\"x\""));
        assertEquals(List.of("thinking was left out: only anthropic, who signed it, can read it"), sent.changes());
    }

    @Test
    void readsSources() {
        String annotation = """
                {"type":"url_citation","url_citation":{"start_index":0,"end_index":2,"url":"https://x","title":"X"}}""";
        Block.Text text = (Block.Text) message("\"content\":\"ok\",\"annotations\":[" + annotation + "]")
                .getFirst();
        Citation citation = text.citations().getFirst();
        assertEquals(
                "https://x X 0 2",
                citation.url().orElse("") + " " + citation.title().orElse("") + " "
                        + citation.start().orElse(-1) + " " + citation.end().orElse(-1));
        assertEquals(annotation, citation.original().orElseThrow().json().text());
        assertEquals(
                List.of(text), stream("\"content\":\"ok\"", "\"annotations\":[" + annotation + "]"), "in a stream");
    }

    @Test
    void readsTheSourcesOfAWholeReply() {
        List<Block> blocks =
                ReplyReader.read(Bytes.utf8("""
                        {"citations":["https://x"],"search_results":[{"title":"X","url":"https://x","snippet":"s"}],
                         "choices":[{"message":{"content":"ok"},"finish_reason":"stop"}]}""")).choices().getFirst().content();
        Citation citation = ((Block.Text) blocks.getFirst()).citations().getFirst();
        assertEquals(Optional.of("X"), citation.title());
        assertEquals(Optional.of("s"), citation.quote());
    }

    @Test
    void readsProbabilitiesInRepliesAndStreams() {
        String tokens = """
                "logprobs":{"content":[{"token":"o","logprob":-0.5,"bytes":[111],"top_logprobs":[\
                {"token":"a","logprob":-1.5,"bytes":null}]}],"refusal":null}""";
        TokenProbability other = new TokenProbability("a", -1.5, Optional.empty(), List.of());
        TokenProbability token = new TokenProbability("o", -0.5, Optional.of(Bytes.utf8("o")), List.of(other));
        assertEquals(
                List.of(token),
                ReplyReader.read(Bytes.utf8("{\"choices\":[{\"message\":{\"content\":\"o\"}," + tokens + "}]}"))
                        .choices()
                        .getFirst()
                        .probabilities());
        ChatAccumulator reply = new ChatAccumulator();
        ChunkReader reader = new ChunkReader();
        reader.decode(UpstreamEvent.sse(
                        "{\"choices\":[{\"delta\":{\"content\":\"o\"}," + tokens + ",\"finish_reason\":\"stop\"}]}"))
                .forEach(reply::add);
        reader.end().forEach(reply::add);
        assertEquals(List.of(token), reply.response().choices().getFirst().probabilities());
    }

    private static List<Optional<Signature>> signatures(List<Block> blocks) {
        return blocks.stream().map(block -> block.annotations().signature()).toList();
    }

    private static List<Block> message(String members) {
        String reply = "{\"choices\":[{\"message\":{" + members + "},\"finish_reason\":\"stop\"}]}";
        return ReplyReader.read(Bytes.utf8(reply)).choices().getFirst().content();
    }

    private static List<Block> stream(String... deltas) {
        Stream<String> chunks = Stream.concat(
                Stream.of(deltas).map(delta -> "{\"choices\":[{\"delta\":{" + delta + "}}]}"),
                Stream.of("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}"));
        return decode(chunks.map(UpstreamEvent::sse).toList());
    }

    private static List<Block> decode(List<UpstreamEvent> events) {
        ChunkReader reader = new ChunkReader();
        ChatAccumulator reply = new ChatAccumulator();
        events.forEach(event -> reader.decode(event).forEach(reply::add));
        reader.end().forEach(reply::add);
        return reply.response().choices().getFirst().content();
    }

    private static UpstreamRequest sent(Signatures signatures, List<Block> blocks) {
        Quirks quirks = new QuirksBuilder()
                .signatures(signatures)
                .reasoningInput("reasoning")
                .build();
        ChatRequest request = ChatRequest.builder("public", List.of(Message.of(Role.ASSISTANT, blocks)))
                .build();
        return new ChatTranslator(TestingWire.connection(quirks), "/chat/completions")
                .encode(request, Target.of("p", "m"));
    }
}
