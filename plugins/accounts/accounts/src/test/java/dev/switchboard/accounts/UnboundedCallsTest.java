package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.gemini.GeminiDialectPlugin;
import dev.switchboard.testkit.http.RawReply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a call can cost beside its text: it is reckoned with by the most that a model takes in, and refused where nothing bounds it. A
 * token costs a dollar for a million here, so that one of a window of 100,000 costs ten cents.
 */
class UnboundedCallsTest {
    private static final String WINDOW = "price: {input: 1, output: 0, max_input_tokens: 100000}";
    private static final String ENOUGH = "{\"max_budget\":0.11}";
    private static final String TOO_LITTLE = "{\"max_budget\":0.09}";

    private final TestingAccounts accounts =
            TestingAccounts.start("{largest-input: 200000}", """
              all:
                targets: [{provider: up, model: all, %1$s}]
              responses:
                targets: [{provider: every, model: all, %1$s}]
              response-tools:
                targets: [{provider: every, model: all, price: {input: 1, output: 0, requests: 0.01, max_input_tokens: 100000}}]
              paid-tools:
                targets: [{provider: up, model: all, price: {input: 1, output: 0, requests: 0.01, max_input_tokens: 100000}}]
              small-images:
                targets: [{provider: up, model: all, price: {input: 1, output: 0, max_input_tokens: 100000, max_image_tokens: 1000}}]
              larger-for-more:
                targets:
                  - provider: up
                    model: all
                    price: {input: 1, output: 0, max_input_tokens: 100000, above: {100000: {input: 2, output: 0}}}
              unknown-window:
                targets: [{provider: up, model: all, price: {input: 1, output: 0}}]
              free:
                targets: [{provider: up, model: all, price: {input: 0, output: 0}}]
            """.formatted(WINDOW), new GeminiDialectPlugin());

    /** A request that shows more than it says. */
    private record Pointing(String path, String body) {
        @Override
        public String toString() {
            return path + " " + body;
        }
    }

    private static String chat(String content) {
        return "{\"model\":\"all\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":[" + content + "]}]}";
    }

    private static String gemini(String part, String more) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[" + part
                + "]}],\"generationConfig\":{\"maxOutputTokens\":2}" + more + "}";
    }

    static List<Pointing> pointing() {
        String chat = TestingAccounts.CHAT;
        String messages = "/v1/messages";
        String gemini = "/v1beta/models/all:generateContent";
        return List.of(
                new Pointing(
                        chat, chat("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/cat.png\"}}")),
                new Pointing(
                        chat, chat("{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}")),
                new Pointing(
                        chat,
                        chat("{\"type\":\"im\\u0061ge_url\",\"im\\u0061ge_url\":{\"url\":\"https://example.com/x\"}}")),
                new Pointing(chat, chat("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}")),
                new Pointing(
                        messages,
                        chat("{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://example.com/x\"}}")),
                new Pointing(
                        messages,
                        chat(
                                "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://example.com/x\"}}")),
                new Pointing(
                        messages,
                        chat(
                                "{\"type\":\"im\\u0061ge\",\"source\":{\"type\":\"url\",\"url\":\"https://example.com/x\"}}")),
                new Pointing(gemini, gemini("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}}", "")),
                new Pointing(
                        gemini,
                        gemini(
                                "{\"fileData\":{\"mimeType\":\"video/mp4\",\"fileUri\":\"https://example.com/files/x\"}}",
                                "")));
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private RawReply ask(String key, String path, String body) {
        return accounts.call(accounts.gateway.baseUrl(), key, "POST", path, body);
    }

    private void assertTooMuch(RawReply reply) {
        assertEquals(429, reply.status() == 402 ? 429 : reply.status(), reply.text());
        assertTrue(reply.text().contains("may cost up to"), reply.text());
    }

    @ParameterizedTest
    @MethodSource("pointing")
    void whatIsPointedAtCountsAsAllThatTheModelTakesIn(Pointing pointing) {
        assertTooMuch(ask(accounts.key(TOO_LITTLE), pointing.path(), pointing.body()));
        assertEquals(0, accounts.upstream.requestCount());
        RawReply let = ask(accounts.key(ENOUGH), pointing.path(), pointing.body());
        assertTrue(let.status() == 200 || let.text().contains("unsupported_parameter"), let.text());
        assertTrue(
                let.header("x-switchboard-decisions")
                        .orElse("")
                        .contains("as much is set aside as the model can take in"),
                let::toString);
    }

    @Test
    void textIsBoundedByItsBytes() {
        String schema = TestingAccounts.REQUEST.replace(
                "{\"model\":\"m\"",
                "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":"
                        + "{\"prompt\":{\"type\":\"string\"},\"file_id\":{\"type\":\"string\"}}}}}],\"model\":\"all\"");
        assertEquals(
                200,
                accounts.chat(accounts.key("{\"max_budget\":0.001}"), schema).status());
    }

    @Test
    void pictureIsNoMoreThanTheMostThatAPictureIs() {
        String two = chat("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/1\"}},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/2\"}}")
                .replace("\"all\"", "\"small-images\"");
        assertTooMuch(accounts.chat(accounts.key("{\"max_budget\":0.002}"), two));
        assertEquals(
                200, accounts.chat(accounts.key("{\"max_budget\":0.003}"), two).status());
    }

    @Test
    void windowThatIsNotTheLargestOrNotKnownIsTheOperators() {
        String picture = chat("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/1\"}}");
        String unknown = picture.replace("\"all\"", "\"unknown-window\"");
        assertTooMuch(accounts.chat(accounts.key("{\"max_budget\":0.19}"), unknown));
        assertEquals(
                200,
                accounts.chat(accounts.key("{\"max_budget\":0.21}"), unknown).status());
        String larger = picture.replace("\"all\"", "\"larger-for-more\"");
        assertTooMuch(accounts.chat(accounts.key("{\"max_budget\":0.39}"), larger));
        assertEquals(
                200,
                accounts.chat(accounts.key("{\"max_budget\":0.41}"), larger).status());
    }

    private static final List<String> HOSTED = List.of(
            "\"tools\":[{\"type\":\"web_search\"}]",
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"$unheard_of\"}]",
            "\"web_search_options\":{}",
            "\"search_parameters\":{\"mode\":\"on\"}",
            "\"plugins\":[{\"id\":\"web\"}]",
            "\"enable_search\":true");

    @Test
    void toolThatTheProviderRunsAsOftenAsItLikesIsRefused() {
        String key = accounts.key("{\"max_budget\":1000}");
        for (String tool : HOSTED) {
            RawReply refused = accounts.chat(
                    key, TestingAccounts.REQUEST.replace("{\"model\":\"m\"", "{" + tool + ",\"model\":\"all\""));
            assertEquals(400, refused.status(), tool + refused.text());
            assertTrue(refused.text().contains("cost_unbounded"), refused.text());
            assertTrue(refused.text().contains("accounts.tool-uses"), refused.text());
            assertEquals("false", refused.header("x-should-retry").orElse("false"));
        }
        assertEquals(0, accounts.upstream.requestCount());
        for (String tool : HOSTED) {
            String free = TestingAccounts.REQUEST.replace("{\"model\":\"m\"", "{" + tool + ",\"model\":\"free\"");
            assertEquals(200, accounts.chat(key, free).status(), "what costs nothing needs no bound: " + tool);
        }
        String unlimited = accounts.key("{}");
        String search =
                TestingAccounts.REQUEST.replace("{\"model\":\"m\"", "{" + HOSTED.getFirst() + ",\"model\":\"all\"");
        assertEquals(200, accounts.chat(unlimited, search).status(), "no budget, no question");
    }

    @Test
    void usesThatTheCallBoundsAreReckonedWith() {
        String search =
                "{\"model\":\"paid-tools\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                        + "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":%d}]}";
        // Two uses: three times the window of ten cents, and two fees of a cent.
        assertTooMuch(ask(accounts.key("{\"max_budget\":0.31}"), "/v1/messages", search.formatted(2)));
        RawReply let = ask(accounts.key("{\"max_budget\":0.33}"), "/v1/messages", search.formatted(2));
        assertEquals(200, let.status(), let.text());
        RawReply open =
                ask(accounts.key("{\"max_budget\":1000}"), "/v1/messages", search.replace(",\"max_uses\":%d", ""));
        assertEquals(400, open.status(), open.text());
        assertTrue(open.text().contains("tools: web_search_20250305"), open.text());
        RawReply huge = ask(accounts.key("{\"max_budget\":1}"), "/v1/messages", search.formatted(1_000_000_000));
        assertEquals(400, huge.status(), huge.text());
    }

    private static String response(String model, String more) {
        return "{\"model\":\"" + model + "\",\"max_output_tokens\":16," + more + "}";
    }

    @Test
    void whatTheProviderKeepsCountsAsAllThatTheModelTakesIn() {
        for (String kept : List.of(
                "\"previous_response_id\":\"resp_1\",\"input\":\"hi\"",
                "\"conversation\":\"conv_1\",\"input\":\"hi\"",
                "\"prompt\":{\"id\":\"pmpt_1\"}",
                "\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]",
                "\"input\":[{\"id\":\"msg_1\"}]",
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"file_id\":\"file-1\"}]}]")) {
            assertTooMuch(ask(accounts.key(TOO_LITTLE), "/v1/responses", response("responses", kept)));
            RawReply let = ask(accounts.key(ENOUGH), "/v1/responses", response("responses", kept));
            assertEquals(200, let.status(), kept + let.text());
        }
        String said =
                "\"input\":[{\"role\":\"user\",\"content\":\"hi\"},{\"type\":\"function_call_output\",\"call_id\":\"c\","
                        + "\"output\":\"o\"}]";
        assertEquals(
                200,
                ask(accounts.key("{\"max_budget\":0.001}"), "/v1/responses", response("responses", said))
                        .status());
    }

    @Test
    void oneBoundHoldsForAllToolsOfAResponse() {
        String tools = "\"input\":\"hi\",\"tools\":[{\"type\":\"web_search\"},{\"type\":\"mcp\"}]";
        String bounded = response("response-tools", tools + ",\"max_tool_calls\":1");
        assertTooMuch(ask(accounts.key("{\"max_budget\":0.20}"), "/v1/responses", bounded));
        assertEquals(
                200,
                ask(accounts.key("{\"max_budget\":0.22}"), "/v1/responses", bounded)
                        .status());
        String key = accounts.key("{\"max_budget\":1000}");
        for (String open : List.of(tools, "\"input\":\"hi\",\"background\":true")) {
            RawReply refused = ask(key, "/v1/responses", response("response-tools", open));
            assertEquals(400, refused.status(), refused.text());
            assertTrue(refused.text().contains("cost_unbounded"), refused.text());
        }
    }

    @Test
    void numberOfUsesThatTheOperatorReckonsWith() {
        try (TestingAccounts reckoning = TestingAccounts.start("{tool-uses: 1}", """
                  tools:
                    targets: [{provider: up, model: all, price: {input: 1, output: 0, requests: 0.01, max_input_tokens: 100000}}]
                """)) {
            String search = TestingAccounts.REQUEST.replace(
                    "{\"model\":\"m\"", "{\"tools\":[{\"type\":\"web_search\"}],\"model\":\"tools\"");
            assertTooMuch(reckoning.chat(reckoning.key("{\"max_budget\":0.20}"), search));
            assertEquals(
                    200,
                    reckoning
                            .chat(reckoning.key("{\"max_budget\":0.22}"), search)
                            .status());
        }
    }

    @Test
    void priceOfAUseMustBeKnown() {
        String search = "{\"model\":\"all\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":1}]}";
        RawReply refused = ask(accounts.key("{\"max_budget\":1000}"), "/v1/messages", search);
        assertEquals(403, refused.status(), refused.text());
        assertTrue(refused.text().contains("requests"), refused.text());
    }

    @Test
    void toolsOfTheApplicationAreItsOwn() {
        String tools = "{\"model\":\"all\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}},{\"type\":\"bash_20250124\",\"name\":\"bash\"}]}";
        RawReply reply = ask(accounts.key("{\"max_budget\":0.001}"), "/v1/messages", tools);
        assertTrue(reply.text().contains("a tool that only anthropic knows"), "a budget stops it not: " + reply.text());
    }

    @Test
    void searchesOfGeminiHaveNoBound() {
        RawReply refused = ask(
                accounts.key("{\"max_budget\":1000}"),
                "/v1beta/models/all:generateContent",
                gemini("{\"text\":\"hi\"}", ",\"tools\":[{\"googleSearch\":{}}]"));
        assertEquals(400, refused.status(), refused.text());
        assertTrue(refused.text().contains("tools: googleSearch"), refused.text());
    }

    @Test
    void tokensWithoutEndDoNotOverflow() {
        String all =
                TestingAccounts.REQUEST.replace("\"m\"", "\"all\"").replace(":2,", ":9000000000000000000,\"n\":3,");
        assertEquals(200, accounts.chat(accounts.key("{\"max_budget\":1}"), all).status(), "its output costs nothing");
    }
}
