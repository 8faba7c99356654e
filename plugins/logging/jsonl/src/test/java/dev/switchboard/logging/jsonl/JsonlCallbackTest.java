package dev.switchboard.logging.jsonl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testkit.doubles.TestingAttempt;
import dev.switchboard.testkit.doubles.TestingReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class JsonlCallbackTest {
    private static final System.Logger LOGGER = System.getLogger(JsonlCallbackTest.class.getName());
    private static final GatewayError BUSY = GatewayError.builder(ErrorKind.OVERLOADED, "busy\nnow")
            .type("server_error")
            .code("overloaded")
            .param("model")
            .retryAfter(Duration.ofSeconds(2))
            .fromUpstream()
            .build();
    private static final Target TARGET = Target.of("acme", "acme-1");
    private static final ExchangeReport FULL = new TestingReport(
            "x1",
            Instant.parse("2026-11-21T10:15:30.123456Z"),
            Duration.ofNanos(1_234_567_890),
            Optional.of(Duration.ofMillis(250)),
            Optional.of("team-a"),
            Optional.of("user \"7\""),
            List.of("batch", "night"),
            "openai",
            "chat",
            "gpt-4o",
            true,
            503,
            ExchangeReport.Outcome.CUT,
            Optional.of(BUSY),
            Usage.builder().set(Bucket.INPUT, 7).set(Bucket.REASONING, 5).build(),
            List.of(TestingAttempt.failed(1, TARGET, BUSY), TestingAttempt.answered(2, TARGET)),
            List.of(new Decision("route", "acme/acme-1", "weight 9 of 10")),
            Optional.empty(),
            17,
            4_000_000_000L,
            Optional.of(Bytes.utf8("{\n \"q\": \"grüße\"}")),
            Optional.of(Bytes.utf8("data: [DONE]\n\n")));
    private static final String BUSY_JSON = """
            "error":{"kind":"overloaded","status":503,"message":"busy\\nnow","type":"server_error","code":"overloaded",\
            "param":"model","retry_after_ms":2000,"from_upstream":true}""";
    private static final String FULL_JSON = """
            {"id":"x1","started_at":"2026-11-21T10:15:30.123456Z","duration_us":1234567,"first_content_us":250000,\
            "caller":"team-a","user":"user \\"7\\"","tags":["batch","night"],"dialect":"openai","operation":"chat",\
            "model":"gpt-4o","stream":true,"status":503,"outcome":"cut",%1$s,\
            "usage":{"input":7,"reasoning":5,"total_tokens":12,"estimated":false},"attempts":[\
            {"number":1,"target":"acme/acme-1","provider":"acme","model":"acme-1","duration_us":30000,"status":503,%1$s},\
            {"number":2,"target":"acme/acme-1","provider":"acme","model":"acme-1","duration_us":200000,\
            "first_content_us":50000,"status":200,"upstream_id":"req-2",\
            "usage":{"input":10,"output":20,"total_tokens":30,"estimated":false}}],\
            "decisions":[{"phase":"route","subject":"acme/acme-1","reason":"weight 9 of 10"}],\
            "request_bytes":17,"reply_bytes":4000000000""".formatted(BUSY_JSON);

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void setUp() {
        path = folder.resolve("log/exchanges.jsonl");
    }

    private JsonlCallback callback(long maxSize, int keep, boolean content) {
        return new JsonlCallback(new LogFile(path, maxSize, keep, LOGGER), content, true);
    }

    @Test
    void writesEveryFieldInItsOrder() throws IOException {
        callback(1_000_000, 1, false).report(List.of(FULL));

        assertEquals(FULL_JSON + "}\n", Files.readString(path));
    }

    @Test
    void leavesOutWhatHasNoValue() throws IOException {
        GatewayError error = GatewayError.of(ErrorKind.AUTHENTICATION, "no key");
        callback(1_000_000, 1, true).report(List.of(TestingReport.refused("x2", error)));

        assertEquals(
                "{\"id\":\"x2\",\"started_at\":\"2026-01-02T03:04:05.678Z\",\"duration_us\":0,\"dialect\":\"openai\","
                        + "\"operation\":\"chat\",\"model\":\"\",\"stream\":false,\"status\":401,"
                        + "\"outcome\":\"refused\",\"error\":{\"kind\":\"authentication\",\"status\":401,"
                        + "\"message\":\"no key\",\"from_upstream\":false},\"request_bytes\":0,\"reply_bytes\":0}\n",
                Files.readString(path));
    }

    @Test
    void writesBodiesAsTextsInOneLineWhenAskedTo() throws IOException {
        callback(1_000_000, 1, true).report(List.of(FULL));

        assertEquals(
                FULL_JSON
                        + ",\"request_body\":\"{\\n \\\"q\\\": \\\"grüße\\\"}\",\"reply_body\":\"data: [DONE]\\n\\n\"}\n",
                Files.readString(path));
    }

    @Test
    void appendsOverBatchesAndRestarts() throws IOException {
        JsonlCallback first = callback(1_000_000, 1, false);
        first.report(reports(0, 3));
        first.report(reports(3, 500));
        first.close();
        callback(1_000_000, 1, false).report(reports(500, 501));

        assertEquals(IntStream.range(0, 501).boxed().toList(), ids(path));
    }

    @Test
    void beginsNewFilesAndKeepsSoManyOldOnes() throws IOException {
        JsonlCallback callback = callback(2_000, 2, false);
        for (int i = 0; i < 100; i++) {
            callback.report(reports(i, i + 1));
        }

        List<Integer> kept = new ArrayList<>(ids(path.resolveSibling("exchanges.jsonl.2")));
        kept.addAll(ids(path.resolveSibling("exchanges.jsonl.1")));
        kept.addAll(ids(path));
        assertEquals(IntStream.range(100 - kept.size(), 100).boxed().toList(), kept, "the newest, without a gap");
        assertEquals(List.of("exchanges.jsonl", "exchanges.jsonl.1", "exchanges.jsonl.2"), files());
        for (String file : files()) {
            assertTrue(Files.size(path.resolveSibling(file)) <= 2_000, file);
        }
    }

    @Test
    void keepsNoOldFileWhenToldSo() throws IOException {
        JsonlCallback callback = callback(2_000, 0, false);
        callback.report(reports(0, 7));
        callback.report(reports(7, 14));

        assertEquals(List.of("exchanges.jsonl"), files());
        assertEquals(IntStream.range(7, 14).boxed().toList(), ids(path));
    }

    @Test
    void cutsOffATornLine() throws IOException {
        write(reports(0, 2));
        String whole = Files.readString(path);
        for (int cut : new int[] {1, 2, 39, 100}) {
            Files.writeString(path, whole + whole.substring(0, cut));
            write(reports(2, 3));

            assertEquals(List.of(0, 1, 2), ids(path), "cut after " + cut + " bytes");
        }
    }

    @Test
    void cutsOffATornLineThatIsLongerThanABlock() throws IOException {
        write(reports(0, 1));
        Files.writeString(path, "{\"id\":\"" + "x".repeat(50_000), StandardOpenOption.APPEND);

        callback(1_000_000, 1, false).report(reports(1, 2));

        assertEquals(List.of(0, 1), ids(path));
    }

    @Test
    void endsALineThatOnlyMissesItsBreak() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"id\":\"0\"}");

        callback(1_000_000, 1, false).report(reports(1, 2));

        assertEquals(List.of(0, 1), ids(path));
    }

    @Test
    void twoInstancesShareAFileWhileOneReplacesTheOther() throws IOException {
        JsonlCallback old = callback(2_000, 50, false);
        JsonlCallback replacement = callback(2_000, 50, false);
        for (int i = 0; i < 100; i += 2) {
            old.report(reports(i, i + 1));
            replacement.report(reports(i + 1, i + 2));
        }
        old.close();
        replacement.report(reports(100, 110));
        replacement.report(reports(110, 120));

        List<Integer> all = new ArrayList<>();
        for (String file : files()) {
            all.addAll(ids(path.resolveSibling(file)));
        }
        assertEquals(
                IntStream.range(0, 120).boxed().toList(), all.stream().sorted().toList());
    }

    @Test
    void goesOnInANewFileWhenSomebodyTookTheOldOneAway() throws IOException {
        JsonlCallback callback = callback(1_000_000, 1, false);
        callback.report(reports(0, 1));
        Files.delete(path);
        callback.report(reports(1, 2));

        assertEquals(List.of(1), ids(path));
    }

    @Test
    void writesLinesOfAnySize() throws IOException {
        Bytes large = Bytes.utf8("é".repeat(300_000));
        ExchangeReport report = TestingReport.completed("1").withBodies(large, Bytes.empty());
        JsonlCallback callback = callback(1_000_000, 9, true);

        callback.report(List.of(report, TestingReport.completed("2"), report));

        assertEquals(List.of(1, 2, 1), concat("exchanges.jsonl.1", "exchanges.jsonl"));
    }

    @Test
    void saysBeforehandWhenItCannotWrite() throws IOException {
        assertEquals(Health.ready(), callback(2_000, 1, false).selfCheck());
        assertFalse(Files.exists(path.getParent()), "an instance that never serves leaves no trace");
        Files.createDirectories(path);
        assertEquals(Health.State.FAILED, callback(2_000, 1, false).selfCheck().state());
    }

    @Test
    void leavesATornLineAloneWhileItsWriterLives() throws IOException {
        JsonlCallback writer = callback(1_000_000, 1, false);
        writer.report(reports(0, 1));
        Files.writeString(path, "{\"id\":\"being wri", StandardOpenOption.APPEND);

        callback(1_000_000, 1, false).report(reports(1, 2));

        assertTrue(Files.readString(path).contains("being wri"));
        writer.close();
    }

    private void write(List<ExchangeReport> reports) {
        JsonlCallback callback = callback(1_000_000, 1, false);
        callback.report(reports);
        callback.close();
    }

    private List<Integer> concat(String... files) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (String file : files) {
            ids.addAll(ids(path.resolveSibling(file)));
        }
        return ids;
    }

    private static List<ExchangeReport> reports(int from, int to) {
        GatewayError error = GatewayError.of(ErrorKind.AUTHENTICATION, "no key");
        return IntStream.range(from, to)
                .<ExchangeReport>mapToObj(i -> TestingReport.refused(Integer.toString(i), error))
                .toList();
    }

    private static List<Integer> ids(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonMapper.shared().readTree(line).get("id").asString())
                .map(Integer::valueOf)
                .toList();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(path.getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
