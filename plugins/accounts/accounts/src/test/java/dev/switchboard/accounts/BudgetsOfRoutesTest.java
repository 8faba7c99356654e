package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.dialect.gemini.GeminiDialectPlugin;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A budget of one dollar, calls of one cent, five hundred clients at once: on every path on which a model answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetsOfRoutesTest {
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data; boundary=between";
    private static final String USAGE = "{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";
    private static final String CHAT =
            "\"model\":\"all\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String COMPLETION = "\"model\":\"all\",\"max_tokens\":2,\"prompt\":\"hi\"}";
    private static final String RESPONSE = "\"model\":\"all\",\"max_output_tokens\":16,\"input\":\"hi\"}";
    private static final String GEMINI =
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}],\"generationConfig\":{\"maxOutputTokens\":2}}";
    private static final String SPEECH = "\"model\":\"all\",\"input\":\"hi\",\"voice\":\"alloy\"}";
    private static final String IMAGE = "\"model\":\"all\",\"prompt\":\"a cat\"}";
    private static final String STREAM = "{\"stream\":true,";

    private TestingAccounts accounts;

    /** A path and what is sent to it. */
    private record Route(String path, String contentType, String body) {
        @Override
        public String toString() {
            return path + (body.contains("stream") ? ", streamed" : "");
        }
    }

    static List<Route> routes() {
        return List.of(
                new Route("/v1/chat/completions", JSON, "{" + CHAT),
                new Route("/v1/chat/completions", JSON, STREAM + CHAT),
                new Route("/v1/completions", JSON, "{" + COMPLETION),
                new Route("/v1/completions", JSON, STREAM + COMPLETION),
                new Route("/v1/responses", JSON, "{" + RESPONSE),
                new Route("/v1/responses", JSON, STREAM + RESPONSE),
                new Route("/v1/messages", JSON, "{" + CHAT),
                new Route("/v1/messages", JSON, STREAM + CHAT),
                new Route("/v1beta/models/all:generateContent", JSON, GEMINI),
                new Route("/v1beta/models/all:streamGenerateContent?alt=sse", JSON, GEMINI),
                new Route("/v1/embeddings", JSON, "{\"model\":\"all\",\"input\":\"hi\"}"),
                new Route("/v1/images/generations", JSON, "{" + IMAGE),
                new Route("/v1/images/generations", JSON, STREAM + IMAGE),
                new Route("/v1/images/edits", FORM, form("prompt", "a hat", "image")),
                new Route("/v1/images/variations", FORM, form("n", "1", "image")),
                new Route("/v1/audio/speech", JSON, "{" + SPEECH),
                new Route("/v1/audio/speech", JSON, "{\"stream_format\":\"sse\"," + SPEECH),
                new Route("/v1/audio/transcriptions", FORM, form("language", "en", "file")),
                new Route("/v1/audio/transcriptions", FORM, form("stream", "true", "file")),
                new Route("/v1/audio/translations", FORM, form("prompt", "hi", "file")),
                new Route("/v1/rerank", JSON, "{\"model\":\"all\",\"query\":\"q\",\"documents\":[\"a\",\"b\"]}"),
                new Route("/v1/moderations", JSON, "{\"model\":\"all\",\"input\":\"a bad word\"}"));
    }

    private static String form(String name, String value, String file) {
        return "--between\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nall\r\n"
                + "--between\r\ncontent-disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"
                + "--between\r\ncontent-disposition: form-data; name=\"" + file
                + "\"; filename=\"a.bin\"\r\ncontent-type: application/octet-stream\r\n\r\n0123456789\r\n--between--\r\n";
    }

    @BeforeAll
    void start() {
        accounts = TestingAccounts.start("{}", """
                  all:
                    targets: [{provider: every, model: all, price: {request: 0.01, input: 0, output: 0}}]
                """, new GeminiDialectPlugin());
        accounts.upstream.otherwise(BudgetsOfRoutesTest::answer);
    }

    @AfterAll
    void close() {
        accounts.close();
    }

    private static Reply answer(ReceivedRequest request) {
        String body = request.bodyText();
        boolean stream = body.contains("\"stream\":true") || body.contains("name=\"stream\"");
        return switch (request.path().replaceFirst("^/v1", "")) {
            case "/chat/completions" -> stream ? chatStream() : Reply.json(TestingAccounts.COMPLETION);
            case "/completions" -> stream ? completionStream() : Reply.json(completion("\"stop\"", USAGE));
            case "/responses" -> stream ? responseStream() : Reply.json(response("completed"));
            case "/embeddings" ->
                Reply.json("{\"object\":\"list\",\"model\":\"all\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                        + "\"embedding\":[0.5]}],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}");
            case "/audio/speech" -> body.contains("sse") ? speechStream() : sound();
            case "/audio/transcriptions" -> stream ? transcriptStream() : Reply.json("{\"text\":\"Hello\"}");
            case "/audio/translations" -> Reply.json("{\"text\":\"Hello\"}");
            case "/rerank" ->
                Reply.json("{\"model\":\"all\",\"results\":[{\"index\":1,\"relevance_score\":0.75}],"
                        + "\"usage\":{\"total_tokens\":7}}");
            case "/moderations" ->
                Reply.json("{\"id\":\"modr-1\",\"model\":\"all\",\"results\":[{\"flagged\":false,\"categories\":"
                        + "{\"violence\":false},\"category_scores\":{\"violence\":0.1}}]}");
            default -> stream ? pictureStream() : Reply.json("{\"created\":7,\"data\":[{\"b64_json\":\"AQID\"}]}");
        };
    }

    private static Reply sound() {
        return Reply.status(200)
                .header("content-type", "audio/mpeg")
                .body("sound")
                .build();
    }

    private static Reply chatStream() {
        String chunk =
                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"all\",\"choices\":%s}";
        return Reply.sse()
                .data(
                        chunk.formatted(
                                "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":null}]"))
                .data(chunk.formatted("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"))
                .data(chunk.formatted("[],\"usage\":" + USAGE))
                .done()
                .build();
    }

    private static String completion(String reason, String usage) {
        return "{\"id\":\"c\",\"object\":\"text_completion\",\"created\":1,\"model\":\"all\",\"choices\":[{\"index\":0,"
                + "\"text\":\"Hello\",\"logprobs\":null,\"finish_reason\":" + reason + "}],\"usage\":" + usage + "}";
    }

    private static Reply completionStream() {
        return Reply.sse()
                .data(completion("null", "null"))
                .data(completion("\"stop\"", USAGE))
                .done()
                .build();
    }

    private static String response(String status) {
        boolean done = status.equals("completed");
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"" + status
                + "\",\"model\":\"all\",\"output\":["
                + (done
                        ? "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\","
                                + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\",\"annotations\":[]}]}"
                        : "")
                + "],\"usage\":"
                + (done
                        ? "{\"input_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":2,"
                                + "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":5}"
                        : "null")
                + "}";
    }

    private static Reply responseStream() {
        return Reply.sse()
                .event(
                        "response.created",
                        "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":" + response("in_progress")
                                + "}")
                .event(
                        "response.output_text.delta",
                        "{\"type\":\"response.output_text.delta\",\"sequence_number\":1,\"item_id\":\"msg_1\","
                                + "\"output_index\":0,\"content_index\":0,\"delta\":\"Hello\"}")
                .event(
                        "response.completed",
                        "{\"type\":\"response.completed\",\"sequence_number\":2,\"response\":" + response("completed")
                                + "}")
                .build();
    }

    private static Reply speechStream() {
        return Reply.sse(
                "{\"type\":\"speech.audio.delta\",\"audio\":\"AQID\"}",
                "{\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"total_tokens\":3}}");
    }

    private static Reply transcriptStream() {
        return Reply.sse(
                "{\"type\":\"transcript.text.delta\",\"delta\":\"Hello\"}",
                "{\"type\":\"transcript.text.done\",\"text\":\"Hello\"}");
    }

    private static Reply pictureStream() {
        return Reply.sse()
                .event(
                        "image_generation.completed",
                        "{\"type\":\"image_generation.completed\",\"b64_json\":\"AQID\",\"created_at\":1,\"size\":\"1024x1024\","
                                + "\"quality\":\"low\",\"background\":\"opaque\",\"output_format\":\"png\",\"usage\":"
                                + "{\"input_tokens\":3,\"output_tokens\":4,\"total_tokens\":7,\"input_tokens_details\":"
                                + "{\"text_tokens\":3,\"image_tokens\":0}}}")
                .build();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void oneDollarIsSpentAndNotACentMore(Route route) throws InterruptedException, ExecutionException {
        long before = accounts.upstream.requestCount();
        String key = accounts.key("{\"max_budget\":1.00}");
        AtomicInteger good = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, 500)
                    .<Future<?>>mapToObj(i -> clients.submit(() -> askUntilSpent(route, key, good)))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(100, good.get(), "calls that were answered");
        assertEquals(100, accounts.upstream.requestCount() - before, "the upstream's ledger");
        assertEquals("1", spendOnceWritten(key));
    }

    /** What is stored follows what is counted: the ledger's entries are drained a moment later. */
    private String spendOnceWritten(String key) {
        long giveUp = System.nanoTime() + 60_000_000_000L;
        String spend = "";
        while (!spend.equals("1") && System.nanoTime() < giveUp) {
            spend = accounts.admin("GET", "/key/info?key=" + key, "")
                    .get("info")
                    .get("spend")
                    .asString();
        }
        return spend;
    }

    private void askUntilSpent(Route route, String key, AtomicInteger good) {
        while (true) {
            RawReply reply = ask(route, key);
            if (reply.status() == 200) {
                good.incrementAndGet();
            } else if (reply.header("retry-after").isEmpty()) {
                assertTrue(reply.text().contains("Budget has been exceeded"), reply::text);
                return;
            }
        }
    }

    private RawReply ask(Route route, String key) {
        try (RawHttp http = RawHttp.connect(accounts.gateway.baseUrl())) {
            http.request(
                    "POST",
                    route.path(),
                    List.of(
                            new Header("content-type", route.contentType()),
                            new Header("authorization", "Bearer " + key)),
                    route.body());
            return http.readReply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
