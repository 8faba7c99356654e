package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one MariaDB: what one takes, the other serves, and callers notice nothing. */
class SharedModelsTest {
    @TempDir
    private Path directory;

    private final MockUpstream upstream =
            MockUpstream.start().otherwise(request -> Reply.json(TestingAccounts.COMPLETION));

    @AfterEach
    void close() {
        upstream.close();
    }

    private LiveGateway start(String name, Place.Server database) {
        return LiveGateway.start(
                directory.resolve(name),
                """
                accounts:
                  database: {url: "%s", user: %s, connections: 4}
                  encryption: {key: "%s"}
                providers: {up: {type: openai-compatible, base-url: "%s/v1", api-key: sk-fake-file}}
                models: {steady: {targets: [{provider: up, model: of-file}]}}
                """.formatted(database.url(), database.user(), "ab".repeat(32), upstream.baseUrl()),
                Map.of());
    }

    private String model(String name, String id, String upstreamModel) {
        return "{\"model_name\":\"" + name + "\",\"litellm_params\":{\"model\":\"openai/" + upstreamModel
                + "\",\"api_key\":\"sk-fake-store\",\"api_base\":\"" + upstream.baseUrl()
                + "/v1\"},\"model_info\":{\"id\":\"" + id + "\"}}";
    }

    @Test
    void otherGatewayTakesOverWhatOneIsTold() {
        Place.Server database = TestingMariaDb.database();
        try (LiveGateway one = start("one", database);
                LiveGateway two = start("two", database)) {
            one.admin("POST", "/model/new", model("m", "m1", "first"));
            two.awaitChat("m", 200);
            two.admin("PATCH", "/model/m1/update", "{\"model_name\":\"n\"}");
            one.awaitChat("n", 200);
            assertEquals(404, one.chat("m").status());
            RawReply taken = two.call(LiveGateway.KEY, "POST", "/model/new", model("x", "m1", "first"));
            assertEquals(400, taken.status(), taken::text);
            one.admin("POST", "/model/delete", "{\"id\":\"m1\"}");
            two.awaitChat("n", 404);
        }
    }

    @Test
    void noRequestFailsWhileModelsComeAndGo() throws InterruptedException {
        Place.Server database = TestingMariaDb.database();
        try (LiveGateway one = start("one", database);
                LiveGateway two = start("two", database)) {
            one.admin("POST", "/model/new", model("steady", "base", "of-store"));
            two.awaitChat("steady", 200);
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            AtomicLong calls = new AtomicLong();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> callers = new ArrayList<>();
            for (LiveGateway gateway : List.of(one, two, one, two)) {
                callers.add(Thread.ofVirtual().start(() -> {
                    while (!over.get()) {
                        RawReply reply = gateway.chat("steady");
                        calls.incrementAndGet();
                        if (reply.status() != 200) {
                            failures.add(reply.status() + " " + reply.text());
                        }
                    }
                }));
            }
            for (int i = 0; i < 20; i++) {
                LiveGateway gateway = i % 2 == 0 ? one : two;
                gateway.admin("POST", "/model/new", model("steady", "more-" + i, "of-store-" + i));
                gateway.admin(
                        "PATCH",
                        "/model/more-" + i + "/update",
                        "{\"litellm_params\":{\"api_key\":\"sk-fake-" + i + "\"}}");
                gateway.admin("POST", "/model/delete", "{\"id\":\"more-" + i + "\"}");
            }
            over.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(List.of(), List.copyOf(failures));
            assertTrue(calls.get() > 20, calls.toString());
        }
    }
}
