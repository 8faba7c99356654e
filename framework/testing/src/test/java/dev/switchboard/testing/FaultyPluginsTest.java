package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.admission.AdmissionFactory;
import dev.switchboard.spi.cache.CacheFactory;
import dev.switchboard.spi.cache.CacheQuery;
import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.cache.ResponseCache;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.callback.CallbackFactory;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.GuardrailFactory;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.spi.identity.IdentityFactory;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.prompt.PromptSource;
import dev.switchboard.spi.prompt.PromptSourceFactory;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plugin that fails in any of its calls costs what the operator says, is named, and nothing else fails. */
class FaultyPluginsTest {
    private static final String TARGETS = """
            providers: {demo: {type: mock}}
            models:
              m:
                strategy: STRATEGY
                targets: [{provider: demo, model: one, weight: 1}, {provider: demo, model: two, weight: 1}]
            """;

    /** What a plugin does in place of answering. */
    enum Fault implements Supplier<Object> {
        THROWS {
            @Override
            public Object get() {
                throw new IllegalStateException("told to fail");
            }
        },
        RECURS {
            @Override
            public Object get() {
                return get().toString() + this;
            }
        },
        RUNS_OUT_OF_MEMORY {
            @Override
            public Object get() {
                throw new OutOfMemoryError("Java heap space");
            }
        },
        LACKS_A_CLASS {
            @Override
            public Object get() {
                throw new NoClassDefFoundError("com/acme/Missing");
            }
        }
    }

    /** Where a plugin is called, how it is configured, what becomes of the call, and what is logged. */
    enum Point {
        IDENTITY("identities: {odd: {type: odd}}", 500, "identity odd (odd, FaultyPlugin) failed: "),
        ADMISSION("admissions: {odd: {type: odd}}", 500, "admission odd (odd, FaultyPlugin) failed: "),
        PROMPT("prompts: {odd: {type: odd}}", 500, "prompt source odd (odd, FaultyPlugin) failed: "),
        BLOCKING_GUARDRAIL(
                "guardrails: {odd: {type: odd, on-failure: block}}", 500, "guardrail odd (odd, FaultyPlugin) failed: "),
        PASSING_GUARDRAIL(
                "guardrails: {odd: {type: odd, on-failure: pass}}", 200, "guardrail odd (odd, FaultyPlugin) failed: "),
        CACHE("caches: {odd: {type: odd}}", 200, ""),
        STRATEGY("", 200, ""),
        CALLBACK("callbacks: {odd: {type: odd}}", 200, "callback odd failed and lost ");

        private final String config;
        private final int status;
        private final String line;

        Point(String config, int status, String line) {
            this.config = config;
            this.status = status;
            this.line = line;
        }
    }

    static Stream<Arguments> all() {
        return Stream.of(Point.values())
                .flatMap(point -> Stream.of(Fault.values()).map(fault -> Arguments.of(point, fault)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void costsWhatTheOperatorSaysAndIsNamed(Point point, Fault fault) throws IOException {
        try (TestingLog log = TestingLog.capture();
                TestingGateway gateway = Gateways.surviving()
                        .plugin(new FaultyPlugin(fault))
                        .config(TARGETS.replace("STRATEGY", point == Point.STRATEGY ? "odd" : "weighted")
                                + point.config)
                        .start()) {
            RawReply reply = gateway.post(Chat.PATH, Chat.request("m"), new Header("x-switchboard-prompt-id", "p"));
            if (point != Point.PROMPT) {
                reply = gateway.post(Chat.PATH, Chat.request("m"));
            }
            assertEquals(point.status, reply.status(), reply::text);
            assertFalse(reply.text().contains("told to fail"), reply::text);
            if (!point.line.isEmpty()) {
                log.await(point.line);
            }
        }
    }

    record OddConfig() {}

    /** One of each, and all do the same. */
    private record FaultyPlugin(Fault fault) implements Plugin {
        @SuppressWarnings("unchecked") // nothing is ever returned
        private <T> T fail() {
            return (T) fault.get();
        }

        @Override
        public List<IdentityFactory<?>> identities() {
            return List.of(new OddIdentities(this));
        }

        @Override
        public List<AdmissionFactory<?>> admissions() {
            return List.of(new OddAdmissions(this));
        }

        @Override
        public List<PromptSourceFactory<?>> promptSources() {
            return List.of(new OddPrompts(this));
        }

        @Override
        public List<GuardrailFactory<?>> guardrails() {
            return List.of(new OddGuardrails(this));
        }

        @Override
        public List<CacheFactory<?>> caches() {
            return List.of(new OddCaches(this));
        }

        @Override
        public List<RoutingStrategyFactory<?>> routingStrategies() {
            return List.of(new OddStrategies(this));
        }

        @Override
        public List<CallbackFactory<?>> callbacks() {
            return List.of(new OddCallbacks(this));
        }
    }

    private interface Odd<T extends dev.switchboard.spi.Component> extends ComponentFactory<OddConfig, T> {
        @Override
        default String type() {
            return "odd";
        }

        @Override
        default Class<OddConfig> configType() {
            return OddConfig.class;
        }
    }

    private record OddIdentities(FaultyPlugin plugin) implements IdentityFactory<OddConfig>, Odd<Identity> {
        @Override
        public Identity create(String name, OddConfig config, PluginContext context) {
            return (HttpRequest request) -> plugin.fail();
        }
    }

    private record OddAdmissions(FaultyPlugin plugin) implements AdmissionFactory<OddConfig>, Odd<Admission> {
        @Override
        public Admission create(String name, OddConfig config, PluginContext context) {
            return (ExchangeContext exchange) -> plugin.fail();
        }
    }

    private record OddPrompts(FaultyPlugin plugin) implements PromptSourceFactory<OddConfig>, Odd<PromptSource> {
        @Override
        public PromptSource create(String name, OddConfig config, PluginContext context) {
            return (String id, Map<String, JsonText> variables) -> plugin.fail();
        }
    }

    private record OddGuardrails(FaultyPlugin plugin) implements GuardrailFactory<OddConfig>, Odd<Guardrail> {
        @Override
        public Guardrail create(String name, OddConfig config, PluginContext context) {
            return new Guardrail() {
                @Override
                public Set<Stage> stages() {
                    return Set.of(Stage.REQUEST);
                }

                @Override
                public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
                    return plugin.fail();
                }
            };
        }
    }

    private record OddCaches(FaultyPlugin plugin) implements CacheFactory<OddConfig>, Odd<ResponseCache> {
        @Override
        public ResponseCache create(String name, OddConfig config, PluginContext context) {
            return new ResponseCache() {
                @Override
                public Optional<CachedReply> find(CacheQuery query) {
                    return plugin.fail();
                }

                @Override
                public void store(CacheQuery query, CachedReply reply) {
                    plugin.fail();
                }
            };
        }
    }

    private record OddStrategies(FaultyPlugin plugin)
            implements RoutingStrategyFactory<OddConfig>, Odd<RoutingStrategy> {
        @Override
        public RoutingStrategy create(String name, OddConfig config, PluginContext context) {
            return (ExchangeContext exchange, List<Candidate> candidates) -> plugin.fail();
        }
    }

    private record OddCallbacks(FaultyPlugin plugin) implements CallbackFactory<OddConfig>, Odd<Callback> {
        @Override
        public Callback create(String name, OddConfig config, PluginContext context) {
            return (List<ExchangeReport> reports) -> plugin.fail();
        }
    }
}
