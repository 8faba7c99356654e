package dev.switchboard.testkit.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each checker passes a short good stream, and none that differs from it in one place. */
class GrammarsTest {
    private static final String CHUNK =
            "data: {'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':%s,"
                    + "'finish_reason':%s}]}\n\n";
    private static final String CHAT = (CHUNK.formatted("{'role':'assistant','content':'Hi'}", "null")
                    + CHUNK.formatted(
                            "{'tool_calls':[{'index':0,'id':'t','type':'function','function':{'name':'f','arguments':'{'}}]}",
                            "null")
                    + CHUNK.formatted("{'tool_calls':[{'index':0,'function':{'arguments':'}'}}]}", "null")
                    + CHUNK.formatted("{}", "'tool_calls'")
                    + "data: [DONE]\n\n")
            .replace('\'', '"');

    private static final String MESSAGES = (event(
                            "message_start",
                            ",'message':{'id':'m','content':[],'usage':{'input_tokens':1,'output_tokens':1}}")
                    + event("content_block_start", ",'index':0,'content_block':{'type':'thinking','thinking':''}")
                    + event("content_block_delta", ",'index':0,'delta':{'type':'thinking_delta','thinking':'Hm'}")
                    + event("content_block_delta", ",'index':0,'delta':{'type':'signature_delta','signature':'s'}")
                    + event("content_block_stop", ",'index':0")
                    + event(
                            "message_delta",
                            ",'delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':3}")
                    + event("message_stop", ""))
            .replace('\'', '"');

    private static final String GEMINI =
            ("data: {'candidates':[{'content':{'role':'model','parts':[{'text':'Hi'}]}}]}\n\n"
                            + "data: {'candidates':[{'content':{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}}]},"
                            + "'finishReason':'STOP'}]}\n\n")
                    .replace('\'', '"');

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {'type':'" + type + "'" + members + "}\n\n";
    }

    @Test
    void good() {
        assertEquals(
                "{}",
                ChatGrammar.check(Bytes.utf8(CHAT))
                        .at("/choices/0/message/tool_calls/0/function/arguments")
                        .asString());
        assertEquals(
                "s",
                MessagesGrammar.check(Bytes.utf8(MESSAGES))
                        .at("/content/0/signature")
                        .asString());
        assertEquals(
                "f",
                GeminiGrammar.check(Bytes.utf8(GEMINI))
                        .at("/parts/1/functionCall/name")
                        .asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: [DONE]||ends without",
                "\"role\":\"assistant\",||role is said",
                "{\"id\":\"c\"|{\"error\":null,\"id\":\"c\"|error",
                "\"index\":0,\"id\":\"t\"|\"index\":1,\"id\":\"t\"|tool call 1",
                "\"id\":\"t\",||no id",
                "\"finish_reason\":\"tool_calls\"|\"finish_reason\":null|no reason",
                "data: [DONE]|event: ping|ends without"
            })
    void brokenChat(String from, String to, String rule) {
        assertBroken(ChatGrammar::check, CHAT, from, to, rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "event: message_stop|event: stop|type",
                "\"index\":0,\"content_block\"|\"index\":1,\"content_block\"|index",
                "thinking_delta\",\"thinking|text_delta\",\"text|block of the delta",
                ",\"usage\":{\"output_tokens\":3}||usage at the end",
                "event: content_block_stop|event: ping|type",
                "\"stop_reason\":\"end_turn\"|\"stop_reason\":null|reason to stop"
            })
    void brokenMessages(String from, String to, String rule) {
        assertBroken(MessagesGrammar::check, MESSAGES, from, to, rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"finishReason\":\"STOP\"|\"index\":0|finishes",
                "\"args\":{}|\"args\":\"\"|args",
                "{\"text\":\"Hi\"}||no parts",
                "\"role\":\"model\"|\"role\":\"user\"|role"
            })
    void brokenGemini(String from, String to, String rule) {
        assertBroken(GeminiGrammar::check, GEMINI, from, to, rule);
        assertBroken(GeminiGrammar::check, GEMINI, "data: ", ": comment\n\ndata: ", "no line");
    }

    private static void assertBroken(Consumer<Bytes> grammar, String good, String from, String to, String rule) {
        String broken = good.replaceFirst(java.util.regex.Pattern.quote(from), to == null ? "" : to);
        assertTrue(!broken.equals(good) || to != null && to.equals(from), from);
        String words = assertThrows(AssertionError.class, () -> grammar.accept(Bytes.utf8(broken)))
                .getMessage();
        assertTrue(words.contains(rule), words);
    }
}
