package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.load.LoadDriver;
import dev.switchboard.testkit.load.LoadPlan;
import dev.switchboard.testkit.load.LoadReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The accounts are replaced while their keys call, over the embedded store, which only one of two versions can have open: no call
 * fails, and each is charged once. {@code -Dswaps=} for more of it.
 */
class AccountsSwapIT {
    private static final int SWAPS = Integer.getInteger("swaps", 4);
    private static final BigDecimal PRICE = new BigDecimal("0.001");
    private static final String CHAT = "/v1/chat/completions";
    private static final String UNARY =
            "{\"model\":\"demo\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAM = "{\"model\":\"demo\",\"stream\":true,\"max_tokens\":30,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"long\"}]}";

    @TempDir
    private Path directory;

    private BundledGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = BundledGateway.start(directory, """
                        accounts: {}
                        providers:
                          demo: {type: mock, replies: [{message: long, tokens: 20, token-interval: 50ms}]}
                        models:
                          demo:
                            targets: [{provider: demo, model: demo, price: {request: %s, input: 0, output: 0}}]
                        """.formatted(PRICE));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void accountsAreReplacedWhileTheirKeysCall() throws Exception {
        String busy = key("{\"max_budget\":1000,\"rpm_limit\":1000000}");
        LoadReport report;
        try (LoadDriver load = LoadDriver.start(plan(busy))) {
            load.awaitAnswers(10);
            for (int number = 1; number <= SWAPS; number++) {
                String before = key("{\"max_budget\":%s}".formatted(PRICE));
                String version = "1.0." + number;
                gateway.replace(
                        "accounts",
                        version,
                        "accounts.jar",
                        Edition.of("accounts", version).bytes());
                assertEquals(200, chat(before).status(), "a key that the version before made");
                assertEquals(429, chat(before).status(), "its budget is spent");
                assertEquals(200, chat(key("{}")).status(), "a key of this version");
                load.awaitAnswers(20);
            }
            report = load.stop();
        }
        report.assertFlawless();
        BigDecimal wanted = PRICE.multiply(BigDecimal.valueOf(report.answered()));
        awaitSpent(busy, wanted);
        gateway.assertNothingIsLeft();
        awaitSpent(busy, wanted);
        System.out.println(SWAPS + " swaps of the accounts: " + report);
    }

    private LoadPlan plan(String key) {
        return gateway.load(key)
                .rate(50, CHAT, UNARY)
                .streams(10, CHAT, STREAM)
                .atMost(Duration.ofMinutes(5), 200_000)
                .accepting(reply -> reply.status() == 200);
    }

    private RawReply chat(String key) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.gateway().baseUrl())) {
            http.request("POST", CHAT, headers(key), UNARY);
            return http.readReply();
        }
    }

    private JsonDocument manage(String method, String target, String body) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.gateway().adminUrl())) {
            http.request(method, target, headers(gateway.gateway().key()), body);
            RawReply reply = http.readReply();
            assertEquals(200, reply.status(), reply::text);
            return JsonDocument.parse(Bytes.utf8(reply.text()));
        }
    }

    private static List<Header> headers(String key) {
        return List.of(new Header("authorization", "Bearer " + key), new Header("content-type", "application/json"));
    }

    private String key(String wishes) throws IOException {
        return manage("POST", "/key/generate", wishes).string("key").orElseThrow();
    }

    private void awaitSpent(String key, BigDecimal wanted) throws IOException {
        long giveUp = System.nanoTime() + BundledGateway.PATIENCE.toNanos();
        BigDecimal spent = spent(key);
        while (spent.compareTo(wanted) != 0) {
            assertTrue(System.nanoTime() < giveUp, spent + " spent (expected: " + wanted + ")");
            spent = spent(key);
        }
    }

    private BigDecimal spent(String key) throws IOException {
        return manage("GET", "/key/info?key=" + key, "")
                .object("info")
                .flatMap(info -> info.text("spend"))
                .map(JsonText::text)
                .map(BigDecimal::new)
                .orElseThrow();
    }
}
