package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that reaches its upstreams through a proxy only. Mock upstreams play the proxies. */
@Timeout(60)
class ProxyTest {
    private static final String PROVIDERS = """
            providers:
              far: {type: openai-compatible, base-url: "http://models.example/v1", api-key: sk-fake-upstream}
              near: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
            models:
              far: {targets: [{provider: far, model: m}]}
              near: {targets: [{provider: near, model: m}]}
            """;

    private MockUpstream upstream;
    private MockUpstream proxy;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", "/v1/chat/completions", Reply.json(Chat.COMPLETION));
        proxy = MockUpstream.start().otherwise(request -> Reply.json(Chat.COMPLETION));
    }

    @AfterEach
    void stop() {
        upstream.close();
        proxy.close();
    }

    @Test
    void theEnvironmentsProxyIsUsedAndItsPasswordShownNowhere() throws IOException {
        try (TestingGateway gateway = Gateways.builder()
                .upstream(upstream)
                .config(PROVIDERS)
                .environment(Map.of("HTTP_PROXY", "http://fake-user:fake-canary@127.0.0.1:" + proxy.port()))
                .start()) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("far")).status());
            ReceivedRequest received = proxy.awaitRequests(1).getFirst();
            assertEquals("http://models.example/v1/chat/completions", received.target());
            assertEquals(
                    "Basic ZmFrZS11c2VyOmZha2UtY2FuYXJ5",
                    received.header("proxy-authorization").orElseThrow());

            assertEquals(200, gateway.post(Chat.PATH, Chat.request("near")).status());
            assertEquals(1, upstream.requestCount());

            String explained = explain(gateway);
            assertTrue(explained.contains("environment variable HTTP_PROXY"), explained);
            assertFalse(explained.contains("fake-canary"), explained);

            proxy.otherwise(request -> Reply.status(407).build());
            RawReply refused = gateway.post(Chat.PATH, Chat.request("far"));
            assertEquals(502, refused.status(), refused::text);
            assertTrue(refused.text().contains("proxy_refused"), refused::text);
            assertFalse(refused.text().contains("fake-canary"), refused::text);
        }
    }

    @Test
    void aChangedProxyTakesEffectWhileTheGatewayRuns() throws IOException {
        try (MockUpstream second = MockUpstream.start().otherwise(request -> Reply.json(Chat.COMPLETION));
                TestingGateway gateway = Gateways.builder()
                        .upstream(upstream)
                        .config(through(proxy))
                        .start()) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("far")).status());
            gateway.reconfigure(through(second));
            while (second.requestCount() == 0) {
                assertEquals(200, gateway.post(Chat.PATH, Chat.request("far")).status());
            }
            int before = proxy.requestCount();
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("far")).status());
            assertEquals(before, proxy.requestCount());
        }
    }

    private static String through(MockUpstream proxy) {
        return PROVIDERS + "egress: {proxy: {url: \"http://127.0.0.1:" + proxy.port() + "\"}}\n";
    }

    private static String explain(TestingGateway gateway) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.adminUrl())) {
            http.request("GET", "/config/explain?key=egress.proxy", gateway.headers(), "");
            return http.readReply().text();
        }
    }
}
