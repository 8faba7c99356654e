package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One configuration, several callers: what a key's own routing changes, and what a call may add to it. */
class CallerRoutingTest {
    private static final String CONFIG = """
            providers:
              us: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/us", api-key: sk-fake-us}
              eu: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/eu", api-key: sk-fake-eu}
              batch: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/eu", api-key: sk-fake-batch}
            models:
              m:
                targets:
                  - {provider: us, model: m, region: us, weight: 1000000}
                  - {provider: eu, model: m, region: eu, weight: 0}
                  - {provider: batch, model: m, region: us, tags: [slow]}
              alone: {targets: [{provider: us, model: alone}]}
              spare: {targets: [{provider: eu, model: spare}]}
              secret: {targets: [{provider: eu, model: secret}]}
            keys:
              static:
                - {name: plain, key: sk-test-plain}
                - {name: europe, key: sk-test-europe, routing: {region: eu}}
                - {name: slow, key: sk-test-slow, routing: {tags: [slow]}}
                - {name: spared, key: sk-test-spared, routing: {fallbacks: {alone: [spare], "*": [secret]}}}
                - {name: renamed, key: sk-test-renamed, models: [m, spare], routing: {aliases: {m: spare, spare: secret}}}
                - {name: once, key: sk-test-once, routing: {retries: 0}}
                - {name: hasty, key: sk-test-hasty, routing: {timeout: 300ms}}
            """;

    private final MockUpstream upstream = MockUpstream.start()
            .on("POST", "/v1/us/chat/completions", Reply.json(Chat.COMPLETION))
            .on("POST", "/v1/eu/chat/completions", Reply.json(Chat.COMPLETION));
    private final TestingGateway gateway =
            Gateways.surviving().upstream(upstream).config(CONFIG).start();

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void aCallersRegionHoldsWhateverTheCallSays() throws IOException {
        assertEquals("us", provider(call("sk-test-plain", "m")));
        assertEquals("eu", provider(call("sk-test-europe", "m")));
        Header elsewhere = new Header("x-switchboard-region", "us");
        assertEquals("eu", provider(call("sk-test-europe", "m", elsewhere)));
        RawReply nowhere = call("sk-test-europe", "alone");
        assertEquals(400, nowhere.status(), nowhere::text);
        assertTrue(nowhere.text().contains("`alone` has no target in the region eu."), nowhere::text);
    }

    @Test
    void tagsOfTheCallerCountBesideThoseOfTheCall() throws IOException {
        assertEquals("batch", provider(call("sk-test-slow", "m")));
        assertEquals("batch", provider(call("sk-test-slow", "m", new Header("x-switchboard-tags", "other"))));
    }

    @Test
    void fallbacksOfTheCallerTakeThePlaceOfTheModelsOwn() throws IOException {
        upstream.on("POST", "/v1/us/chat/completions", Reply.json(503, Chat.error("overloaded")));
        assertEquals(503, call("sk-test-plain", "alone").status());
        assertEquals("spare", target(call("sk-test-spared", "alone")));
        assertEquals(
                "secret", target(call("sk-test-spared", "alone", new Header("x-switchboard-fallbacks", "secret"))));
    }

    @Test
    void anAliasOfTheCallerMeansAnotherModelAndGrantsNone() throws IOException {
        assertEquals("spare", target(call("sk-test-renamed", "m")));
        RawReply refused = call("sk-test-renamed", "spare");
        assertEquals(404, refused.status(), refused::text);
        assertTrue(refused.text().contains("The model `spare` does not exist"), refused::text);
    }

    @Test
    void retriesOfTheCallerAreTheMost() throws IOException {
        upstream.on("POST", "/v1/us/chat/completions", Reply.json(503, Chat.error("overloaded")));
        RawReply reply = call("sk-test-once", "m", new Header("x-switchboard-retries", "5"));
        assertEquals(503, reply.status(), reply::text);
        assertEquals(Optional.of("1"), reply.header("x-switchboard-attempts"));
        assertEquals(200, call("sk-test-plain", "m").status());
    }

    @Test
    void aTimeLimitOfTheCallerEndsTheCall() throws IOException {
        upstream.on("POST", "/v1/us/chat/completions", Reply.status(200).stall().build());
        RawReply reply = call("sk-test-hasty", "alone", new Header("x-switchboard-timeout", "60"));
        assertTrue(reply.status() == 408 || reply.status() == 504, reply::toString);
    }

    private static String provider(RawReply reply) {
        return reply.header("x-switchboard-target")
                .orElseThrow(() -> new AssertionError(reply.text()))
                .split("/")[0];
    }

    private static String target(RawReply reply) {
        return reply.header("x-switchboard-target")
                .orElseThrow(() -> new AssertionError(reply.text()))
                .split("/")[1];
    }

    private RawReply call(String key, String model, Header... more) throws IOException {
        List<Header> headers = new ArrayList<>(List.of(more));
        headers.add(new Header("content-type", "application/json"));
        headers.add(new Header("authorization", "Bearer " + key));
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.request("POST", Chat.PATH, headers, Chat.request(model));
            return http.readReply();
        }
    }
}
