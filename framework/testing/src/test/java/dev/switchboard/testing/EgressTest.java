package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpEndpointFactory;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway connects where configured instances say, and nowhere else. */
class EgressTest {
    private static final String PROVIDER = """
            providers:
              upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              metadata: {type: openai-compatible, base-url: "http://169.254.169.254/v1", api-key: sk-fake-upstream}
            models:
              m: {targets: [{provider: upstream, model: m}]}
              credentials: {targets: [{provider: metadata, model: m}]}
            """;

    private MockUpstream upstream;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", "/v1/chat/completions", Reply.json(Chat.COMPLETION));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private TestingGateway gateway(String config) {
        return Gateways.builder()
                .plugin(new FetchingPlugin())
                .upstream(upstream)
                .config(config)
                .start();
    }

    private static void assertDenied(RawReply reply, String where, String provider) {
        assertEquals(502, reply.status(), reply::text);
        assertTrue(reply.text().contains("egress_denied"), reply::text);
        assertTrue(reply.text().contains("provider \\\"" + provider + "\\\" is not allowed"), reply::text);
        assertFalse(reply.text().contains(where), reply::text);
        assertTrue(reply.text().contains("egress.allow"), reply::text);
    }

    @Test
    void aConfiguredProviderIsReachedAndAMetadataAddressIsNot() throws IOException {
        try (TestingGateway gateway = gateway(PROVIDER)) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("m")).status());
            assertDenied(gateway.post(Chat.PATH, Chat.request("credentials")), "169.254.169.254:80", "metadata");
        }
    }

    @Test
    void aPluginReachesOnlyWhatItNamesItself() throws IOException {
        try (TestingGateway gateway = gateway("endpoints: {fetch: {type: fetch, url: \"${env:UPSTREAM_URL}\"}}")) {
            assertEquals("egress_denied", gateway.get("/fetch").text());
        }
        try (TestingGateway gateway = gateway("endpoints: {fetch: {type: fetch, url: \"${env:UPSTREAM_URL}\"}}\n"
                + "egress: {allow: [\"127.0.0.1:" + upstream.port() + "\"]}")) {
            assertEquals("200", gateway.get("/fetch").text());
        }
        try (TestingGateway gateway =
                gateway("endpoints: {fetch: {type: fetch, url: \"${env:UPSTREAM_URL}\", named: true}}")) {
            assertEquals("200", gateway.get("/fetch").text());
        }
    }

    @Test
    void whatOneInstanceNamesAnotherDoesNotReach() throws IOException {
        try (TestingGateway gateway = gateway("""
                endpoints:
                  fetch: {type: fetch, url: "${env:UPSTREAM_URL}"}
                """ + PROVIDER)) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("m")).status());
            assertEquals("egress_denied", gateway.get("/fetch").text());
        }
        assertEquals(1, upstream.requestCount());
    }

    @Test
    void whatItsOwnThreadSendsWhileItIsMadeWaitsAndItsMakerIsTold() throws IOException {
        try (TestingGateway gateway = gateway(
                "endpoints: {fetch: {type: fetch, url: \"${env:UPSTREAM_URL}\", named: true, when: own-thread}}")) {
            assertEquals("200", gateway.get("/fetch").text());
        }
        try (TestingGateway gateway =
                gateway("endpoints: {fetch: {type: fetch, url: \"${env:UPSTREAM_URL}\", named: true, when: maker}}")) {
            assertEquals("egress_denied", gateway.get("/fetch").text());
        }
        assertEquals(1, upstream.requestCount());
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        try (MockUpstream elsewhere = MockUpstream.start().otherwise(request -> Reply.json(Chat.COMPLETION));
                TestingGateway gateway = gateway(PROVIDER)) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                upstream.on(
                        "POST",
                        "/v1/chat/completions",
                        Reply.status(status)
                                .header("location", elsewhere.baseUrl() + "/v1/chat/completions")
                                .build());
                RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
                assertEquals(502, reply.status(), reply::text);
                assertTrue(reply.text().contains("redirect"), reply::text);
            }
            assertEquals(0, elsewhere.requestCount());
        }
    }

    @Test
    void statusThatHttpDoesNotHaveIsTheUpstreamsFault() throws IOException {
        upstream.on("POST", "/v1/chat/completions", Reply.status(999).body("{}").build());
        try (TestingGateway gateway = gateway(PROVIDER)) {
            RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
            assertEquals(502, reply.status(), reply::text);
            assertTrue(reply.text().contains("999"), reply::text);
        }
    }

    @Test
    void callerDoesNotChooseWhereTheGatewayConnects() throws IOException {
        try (MockUpstream elsewhere = MockUpstream.start().otherwise(request -> Reply.json(Chat.COMPLETION));
                TestingGateway gateway = gateway(PROVIDER)) {
            String address = elsewhere.baseUrl() + "/v1";
            for (String field : List.of("api_base", "base_url", "api_key", "custom_llm_provider")) {
                String asked = Chat.request("m").replaceFirst("\\{", "{\"" + field + "\":\"" + address + "\",");
                assertEquals(200, gateway.post(Chat.PATH, asked).status(), field);
            }
            String image = Chat.request("m")
                    .replace(
                            "\"hi\"", "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + address + "/cat.png\"}}]");
            assertEquals(200, gateway.post(Chat.PATH, image).status());
            assertEquals(
                    200,
                    gateway.post(
                                    Chat.PATH,
                                    Chat.request("m"),
                                    new Header("x-forwarded-host", "127.0.0.1:" + elsewhere.port()),
                                    new Header("x-litellm-api-base", address),
                                    new Header("openai-api-base", address))
                            .status());
            try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
                http.request("POST", address + "/chat/completions", gateway.headers(), Chat.request("m"));
                assertTrue(http.readReply().status() >= 200, "an address in the place of a path");
            }
            assertEquals(0, elsewhere.requestCount());
            assertTrue(upstream.requests().stream()
                    .allMatch(
                            request -> request.header("authorization").equals(Optional.of("Bearer sk-fake-upstream"))));
        }
    }

    /** A page that fetches another. */
    private static final class FetchingPlugin implements Plugin {
        @Override
        public List<HttpEndpointFactory<?>> endpoints() {
            return List.of(new FetchingFactory());
        }
    }

    private record FetchingConfig(URI url, Optional<Boolean> named, Optional<When> when) {}

    /** When it fetches: as it is made, on a thread of its own or not; else when it is asked. */
    enum When {
        MAKER,
        OWN_THREAD
    }

    private static final class FetchingFactory implements HttpEndpointFactory<FetchingConfig> {
        @Override
        public String type() {
            return "fetch";
        }

        @Override
        public Class<FetchingConfig> configType() {
            return FetchingConfig.class;
        }

        @Override
        public HttpEndpoint create(String name, FetchingConfig config, PluginContext context) {
            CompletableFuture<String> early = new CompletableFuture<>();
            config.when().ifPresent(when -> {
                Executor executor = when == When.MAKER ? Runnable::run : context.executor();
                executor.execute(() -> early.complete(fetch(config, context)));
            });
            return new Fetching(config, () -> config.when().isPresent() ? early.join() : fetch(config, context));
        }

        private static String fetch(FetchingConfig config, PluginContext context) {
            UpstreamRequest call = UpstreamRequest.post(
                    URI.create(config.url() + "/chat/completions"), Headers.none(), Bytes.utf8("{}"));
            try {
                return ""
                        + context.outbound().send(call, Duration.ofSeconds(10)).status();
            } catch (GatewayException e) {
                return e.error().code().orElse("");
            }
        }
    }

    private record Fetching(FetchingConfig config, Supplier<String> fetched) implements HttpEndpoint {
        @Override
        public Set<URI> destinations() {
            return config.named().isPresent() ? Set.of(config.url()) : Set.of();
        }

        @Override
        public List<HttpRoute> routes() {
            return List.of(new HttpRoute("GET", "/fetch", HttpRoute.Plane.DATA, Access.OPERATOR));
        }

        @Override
        public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
            return new HttpReply(200, Headers.none(), Bytes.utf8(fetched.get()));
        }
    }
}
