package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the gateway answers by itself has the shape that the caller's SDK reads: the path tells which, and where formats share it, the
 * caller's credentials.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorShapeTest {
    private static final String CONFIG = """
            server: {limits: {max-header: 4KB}}
            providers: {mock: {type: mock}}
            models: {m: {targets: [{provider: mock, model: x}]}}
            """;

    private final List<TestingGateway> gateways = new ArrayList<>();

    /** Whatever the order of the dialects. */
    @BeforeAll
    void start() {
        for (List<Plugin> plugins :
                List.of(Gateways.plugins(), Gateways.plugins().reversed())) {
            gateways.add(TestingGateway.builder()
                    .plugin(plugins.toArray(Plugin[]::new))
                    .config(CONFIG)
                    .start());
        }
    }

    @AfterAll
    void stop() {
        gateways.forEach(TestingGateway::close);
    }

    private enum Shape {
        OPENAI("{\"object\":\"list\",\"data\":[", "\"type\":", "\"param\":", "\"code\":"),
        ANTHROPIC("{\"data\":[", "{\"type\":\"error\",\"error\":{"),
        GEMINI("{\"models\":[", "{\"error\":{\"code\":", "\"status\":\"");

        private final String models;
        private final List<String> error;

        Shape(String models, String... error) {
            this.models = models;
            this.error = List.of(error);
        }

        void assertModels(RawReply reply) {
            assertEquals(200, reply.status(), reply::text);
            assertTrue(reply.text().startsWith(models), reply::text);
            assertEquals(this == ANTHROPIC, reply.text().contains("\"has_more\""), reply::text);
        }

        void assertError(int status, RawReply reply) {
            assertEquals(status, reply.status(), reply::text);
            error.forEach(part -> assertTrue(reply.text().contains(part), reply::text));
            assertEquals(this == ANTHROPIC, reply.text().startsWith("{\"type\":\"error\""), reply::text);
            assertEquals(this == GEMINI, reply.text().contains("\"status\":\""), reply::text);
        }
    }

    /** How callers send their key. */
    private enum Sent {
        BEARER {
            @Override
            List<Header> headers(String key) {
                return List.of(new Header("authorization", "Bearer " + key));
            }
        },
        API_KEY {
            @Override
            List<Header> headers(String key) {
                return List.of(new Header("x-api-key", key), new Header("anthropic-version", "2023-06-01"));
            }
        },
        GOOGLE {
            @Override
            List<Header> headers(String key) {
                return List.of(new Header("x-goog-api-key", key));
            }
        },
        QUERY {
            @Override
            List<Header> headers(String key) {
                return List.of();
            }
        };

        abstract List<Header> headers(String key);

        RawReply ask(TestingGateway gateway, String method, String path, String key) throws IOException {
            String target = this == QUERY ? path + (path.contains("?") ? "&" : "?") + "alt=json&key=" + key : path;
            try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
                http.request(method, target, headers(key), "");
                return http.readReply();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models, BEARER, OPENAI",
        "/v1/models, API_KEY, ANTHROPIC",
        "/v1/models, GOOGLE, GEMINI",
        "/v1/models, QUERY, GEMINI",
        "/models, BEARER, OPENAI",
        "/anthropic/v1/models, BEARER, ANTHROPIC",
        "/v1beta/models?pageSize=50, GOOGLE, GEMINI",
        "/v1beta/models, BEARER, GEMINI",
        "/v1beta/models, API_KEY, GEMINI",
        "/v1beta1/publishers/google/models, BEARER, GEMINI",
    })
    void listsOfModels(String path, Sent sent, Shape shape) throws IOException {
        for (TestingGateway gateway : gateways) {
            shape.assertModels(sent.ask(gateway, "GET", path, gateway.key()));
            shape.assertError(401, sent.ask(gateway, "GET", path, "sk-test-not-a-real-key"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/nothing, BEARER, OPENAI",
        "/v1/nothing, API_KEY, ANTHROPIC",
        "/v1/nothing, GOOGLE, GEMINI",
        "/v1/nothing, QUERY, GEMINI",
        "/v1/chat/nothing, API_KEY, OPENAI",
        "/v1/chat/completions/nothing, GOOGLE, OPENAI",
        "/v1/messages/nothing, BEARER, ANTHROPIC",
        "/anthropic/nothing, GOOGLE, ANTHROPIC",
        "/v1beta/nothing, BEARER, GEMINI",
        "/v1beta/nothing, API_KEY, GEMINI",
        "/v1beta/tunedModels/m:nothing, BEARER, GEMINI",
    })
    void unknownPaths(String path, Sent sent, Shape shape) throws IOException {
        for (TestingGateway gateway : gateways) {
            shape.assertError(404, sent.ask(gateway, "POST", path, gateway.key()));
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/chat/completions, OPENAI", "/v1/messages, ANTHROPIC", "/v1beta/models/m:generateContent, GEMINI"})
    void methodsKeysAndHeadsThatAreRefused(String path, Shape shape) throws IOException {
        for (TestingGateway gateway : gateways) {
            for (Sent sent : Sent.values()) {
                shape.assertError(405, sent.ask(gateway, "DELETE", path, gateway.key()));
                shape.assertError(401, sent.ask(gateway, "POST", path, "sk-test-not-a-real-key"));
            }
            shape.assertError(431, Sent.BEARER.ask(gateway, "POST", path, "k".repeat(5_000)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void modelsByName(Shape shape) throws IOException {
        for (TestingGateway gateway : gateways) {
            Sent sent = shape == Shape.GEMINI ? Sent.GOOGLE : shape == Shape.ANTHROPIC ? Sent.API_KEY : Sent.BEARER;
            RawReply found = sent.ask(gateway, "GET", "/v1/models/m", gateway.key());
            assertEquals(200, found.status(), found::text);
            assertEquals(shape == Shape.GEMINI, found.text().contains("\"name\":\"models/m\""), found::text);
            shape.assertError(404, sent.ask(gateway, "GET", "/v1/models/unknown", gateway.key()));
        }
    }

    @Test
    void aRequestThatCannotBeReadIsAnsweredInTheCommonestShape() throws IOException {
        for (TestingGateway gateway : gateways) {
            try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
                http.send("GET /v1/models HTTP/9.9\r\nHost: x\r\n\r\n");
                RawReply reply = http.readReply();
                assertTrue(reply.text().startsWith("{\"error\":{\"message\":"), reply::text);
            }
        }
    }
}
