package dev.switchboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.config.schema.Guardrail.OnFailure;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.config.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private static final String SAMPLE = """
        server: {port: 4100, limits: {max-body: 1MB}}
        keys:
          operator: ${env:OPERATOR}
          static: [{name: team-a, key: sk-fake-team-a}]
        providers:
          acme: {type: acme, api-key: "${env:ACME}", hold: 5s}
        models:
          gpt-4.1:
            targets: [{provider: acme, model: big, set: {temperature: 0}, timeouts: {total: 1m}}]
            aliases: [gpt]
          "acme/*": {targets: [{provider: acme, model: "*"}]}
        guardrails: {pii: {type: regex, on-failure: pass, pattern: x}}
        """;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("OPERATOR", "sk-fake-operator", "ACME", "sk-fake-acme");
    private static final ComponentTypes NONE = _ -> Map.of();

    record Acme(@Secret String apiKey, @Default("1s") Duration hold) {}

    record Weighted() {}

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() throws IOException {
        file = folder.resolve("switchboard.yaml");
        Files.writeString(file, SAMPLE);
    }

    private Configuration load(Map<String, String> environment, ConfigOverride... flags) {
        return ConfigLoader.ofFile(file, environment, List.of(flags)).load(List.of());
    }

    private List<String> problems(String text) throws IOException {
        Files.writeString(file, text);
        ConfigException e = assertThrows(ConfigException.class, () -> load(ENVIRONMENT));
        return e.problems().stream()
                .map(p -> p.toString().replace(file.toString(), "f"))
                .toList();
    }

    @Test
    void priceOfATargetStandsInOnePlace() throws IOException {
        String target = """
                models: {m: {targets: [{provider: acme, model: big, %s}]}}
                providers: {acme: {type: acme}}
                """;
        Files.writeString(
                file, target.formatted("price: {input_cost_per_token: 2.5e-06, output: \"10\", cache_read: 1}"));
        var big = load(ENVIRONMENT).gateway().models().get("m").targets().getFirst();
        assertEquals(0, new BigDecimal("2.5").compareTo(big.inputPrice().orElseThrow()));
        assertEquals(Optional.of(BigDecimal.TEN), big.outputPrice());
        for (String wrong : List.of(
                "info: {price: {input: 1}}",
                "info: {output_cost_per_token: 1}",
                "price: {input: -1}",
                "price: {output: dear}",
                "price: {input_cost_per_token: 2.5}")) {
            List<String> problems = problems(target.formatted(wrong));
            assertEquals(1, problems.size(), wrong);
            assertTrue(problems.getFirst().contains("price"), problems::toString);
            assertTrue(problems.getFirst().contains("(expected: "), problems::toString);
        }
    }

    private static ComponentTypes types(Map<Section, Map<String, Class<? extends Record>>> types) {
        return section -> types.getOrDefault(section, Map.of());
    }

    @Test
    void readsTheNativeSchema() {
        Configuration configuration = load(ENVIRONMENT);
        var gateway = configuration.gateway();
        assertEquals(4100, gateway.server().port());
        assertEquals(1 << 20, gateway.server().limits().maxBody().bytes());
        assertEquals(Optional.of("sk-fake-operator"), gateway.keys().operator());
        assertEquals(List.of("*"), gateway.keys().statics().getFirst().models());
        assertEquals(List.of("gpt-4.1", "acme/*"), List.copyOf(gateway.models().keySet()));
        assertEquals(OnFailure.PASS, gateway.guardrails().get("pii").onFailure());
        assertEquals(
                List.of("pattern"), gateway.guardrails().get("pii").settings().keys());
        assertEquals("weighted", gateway.routing().strategy());
        assertEquals(
                "sk-fake-acme",
                configuration.bind(Section.PROVIDERS, "acme", Acme.class).get().apiKey());
        assertFalse(gateway.toString().contains("sk-fake"), gateway.toString());
    }

    @Test
    void flagsStandAboveTheEnvironmentAndTheEnvironmentAboveTheFile() {
        Map<String, String> environment = Map.of("OPERATOR", "sk-fake-operator", "SWITCHBOARD_SERVER_PORT", "4200");
        Configuration configuration = load(environment, ConfigOverride.of("server.port", "4300", "flag --port"));
        assertEquals(4300, configuration.gateway().server().port());
        assertEquals(
                List.of(new Setting(
                        "server.port",
                        "4300",
                        "flag --port",
                        List.of(
                                "4200 (environment variable SWITCHBOARD_SERVER_PORT)",
                                "4100 (" + file + ":1:16)",
                                "4000 (default)"))),
                configuration.explain(NONE, "server.port"));
    }

    @Test
    void explainsEveryValueAndNoSecret() {
        Map<String, Class<? extends Record>> acme = Map.of("acme", Acme.class);
        Configuration configuration = load(ENVIRONMENT);
        List<Setting> known = configuration.explain(types(Map.of(Section.PROVIDERS, acme)));
        List<Setting> unknown = configuration.explain(NONE);
        assertFalse(known.toString().contains("sk-fake"), known.toString());
        assertFalse(unknown.toString().contains("sk-fake"), unknown.toString());
        assertEquals(
                List.of("acme", "********", "5s"),
                known.stream()
                        .filter(s -> s.path().startsWith("providers.acme"))
                        .map(Setting::value)
                        .toList());
        assertEquals(
                "${env:ACME}",
                configuration.explain(NONE, "providers.acme.api-key").getFirst().value());
        assertEquals(
                "0",
                configuration
                        .explain(NONE, "models.gpt-4.1.targets[0].set")
                        .getFirst()
                        .value());
        assertEquals(
                2,
                configuration
                                .explain(NONE, "models.\"gpt-4.1\".targets[0].set.temperature")
                                .size()
                        + configuration.explain(NONE, "keys.operator").size());
        assertEquals(
                "environment variable OPERATOR at " + file + ":3:13",
                configuration.explain(NONE, "keys.operator").getFirst().source());
    }

    @Test
    void problemsOfAllPartsComeTogether() throws IOException {
        assertEquals(
                List.of(
                        "f:1:10: server.prot: unknown key; did you mean 'port'? Known: host, port, admin-host,"
                                + " admin-port, tls, http2, keep-alive, limits, on-abort",
                        "f:2:17: keys.static[0].key: missing (expected: a text)",
                        "f:3:13: models.m: targets: none (expected: at least one, such as"
                                + " [{provider: openai, model: gpt-4o}])",
                        "f:4:20: routing.retries: max-attempts: 99 (expected: 1 to 10)"),
                problems("""
                    server: {prot: 1}
                    keys: {static: [{name: a}]}
                    models: {m: {targets: []}}
                    routing: {retries: {max-attempts: 99}}
                    """));
    }

    @Test
    void modelsMustFitProviders() throws IOException {
        assertEquals(
                List.of(
                        "f:3:28: models.a.targets[0].provider: 'amce' is not configured under providers; did you mean"
                                + " 'acme'? Known: acme",
                        "f:3:41: models.a.targets[0].model: '*' (expected: no more '*' than 'a' has)",
                        "f:4:56: models.b.aliases[0]: 'a' (expected: a name that 'a' does not use)"),
                problems("""
                    providers: {acme: {type: acme}}
                    models:
                      a: {targets: [{provider: amce, model: "*"}]}
                      b: {targets: [{provider: acme, model: m}], aliases: [a]}
                    """));
    }

    @Test
    void checkSeesWhatOnlyPluginsKnow() throws IOException {
        Files.writeString(file, """
            providers:
              one: {type: acme, hold: long}
              two: {type: amce}
            """);
        Map<Section, Map<String, Class<? extends Record>>> offered = Map.of(
                Section.PROVIDERS, Map.of("acme", Acme.class), Section.ROUTING, Map.of("weighted", Weighted.class));
        List<String> problems = load(Map.of()).check(types(offered)).stream()
                .map(p -> p.toString().replace(file.toString(), "f"))
                .toList();
        assertEquals(
                List.of(
                        "f:2:8: providers.one.api-key: missing (expected: a text)",
                        "f:2:27: providers.one.hold: long (expected: a duration such as 500ms, 30s, 2m, 1h or 1d)",
                        "f:3:15: providers.two.type: no installed plugin offers the provider 'amce'; did you mean"
                                + " 'acme'? Known: acme"),
                problems);
    }

    @Test
    void aMissingOrUnreadableFileIsAProblem() throws IOException {
        Files.write(file, new byte[] {'a', ':', (byte) 0xC3, (byte) 0x28});
        assertTrue(problem().message().startsWith("not UTF-8"));
        Files.delete(file);
        assertEquals("no such file", problem().message());
        Files.createDirectory(file);
        assertEquals("not a file", problem().message());
    }

    private Problem problem() {
        return assertThrows(ConfigException.class, () -> load(Map.of()))
                .problems()
                .getFirst();
    }

    @Test
    void aByteOrderMarkIsNoContent() throws IOException {
        Files.write(file, "\uFEFFserver: {port: 1}".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, load(Map.of()).gateway().server().port());
    }

    @Test
    void pluginSettingsAreReadableWithoutTheRest() throws IOException {
        Files.writeString(file, "model_list: []\nplugins: {directory: my-bundles, keep-versions: 5}\n");
        var plugins = ConfigLoader.ofFile(file, Map.of(), List.of()).plugins();
        assertEquals(Optional.of(folder.resolve("my-bundles")), plugins.directory());
        assertEquals(5, plugins.keepVersions());
    }

    @Test
    void formReferencesAndKeysOfPluginsAreCheckedAtOnce() throws IOException {
        Files.writeString(file, """
                server: {port: seven}
                providers:
                  acme: {type: acme, dely: 3s}
                  other: {type: acne}
                guardrails: {pii: {type: acme, on-failure: maybe}}
                routing: {strategy: fair, retries: {max-attempts: 0}}
                models:
                  small: {targets: [{provider: amce, model: m, weight: -1}, {model: m}], strategy: luck, aliases: [big]}
                  big: {targets: [{provider: acme, model: "*"}]}
                """);
        ComponentTypes types = types(Map.of(Section.PROVIDERS, Map.of("acme", Acme.class)));
        ConfigException e = assertThrows(
                ConfigException.class,
                () -> ConfigLoader.ofFile(file, Map.of(), List.of()).load(List.of(), types));
        assertEquals(
                List.of(
                        "guardrails.pii.on-failure",
                        "guardrails.pii.type",
                        "models.big.targets[0].model",
                        "models.small.aliases[0]",
                        "models.small.strategy",
                        "models.small.targets[0]",
                        "models.small.targets[0].provider",
                        "models.small.targets[1].provider",
                        "providers.acme.api-key",
                        "providers.acme.dely",
                        "providers.other.type",
                        "routing.retries",
                        "routing.strategy",
                        "server.port"),
                e.problems().stream().map(Problem::path).sorted().toList());
    }

    @Test
    void aModelsOptionsAreThoseOfItsOwnStrategy() throws IOException {
        Files.writeString(file, """
                providers: {acme: {type: acme, api-key: sk-fake}}
                models:
                  usual: {targets: [{provider: acme, model: m}], strategy-options: {share: 2}}
                  other: {targets: [{provider: acme, model: m}], strategy: luck, strategy-options: {sides: 6, share: 2}}
                """);
        ComponentTypes types = types(Map.of(
                Section.PROVIDERS, Map.of("acme", Acme.class),
                Section.ROUTING, Map.of("weighted", Fair.class, "luck", Luck.class)));
        ConfigException e = assertThrows(
                ConfigException.class,
                () -> ConfigLoader.ofFile(file, Map.of(), List.of()).load(List.of(), types));
        assertEquals(
                List.of("models.other.strategy-options.share"),
                e.problems().stream().map(Problem::path).toList());
        Files.writeString(file, Files.readString(file).replace(", share: 2}}", "}}"));
        Configuration configuration =
                ConfigLoader.ofFile(file, Map.of(), List.of()).load(List.of(), types);
        assertEquals(
                Optional.of(new Luck(6)),
                configuration.bindStrategyOptions("other", Luck.class).map(Binding::get));
    }

    record Fair(@Default("1") int share) {}

    record Luck(@Default("2") int sides) {}

    @Test
    void aNativeFileIsCheckedBeforePluginsAreThere() throws IOException {
        Files.writeString(
                file,
                "server: {prot: 1}\nproviders: {demo: {type: of a plugin, plugins-key: 1}}\nkeys: {operator: []}\n");
        ConfigException e = assertThrows(ConfigException.class, ConfigLoader.ofFile(file, Map.of(), List.of())::check);
        assertEquals(
                List.of("server.prot", "keys.operator"),
                e.problems().stream().map(Problem::path).toList());
    }

    @Test
    void ofAFileThatMayBeForeignFlagsAndPluginSettingsAreCheckedBeforePluginsAreThere() throws IOException {
        Files.writeString(file, "model_list: []\nserver: {prot: 1}\nplugins: {keep-versions: 0}\n");
        List<ConfigOverride> flags = List.of(ConfigOverride.of("server.port", "seven", "flag --port"));
        ConfigException e = assertThrows(ConfigException.class, ConfigLoader.ofFile(file, Map.of(), flags)::check);
        assertEquals(
                List.of("server.port", "plugins"),
                e.problems().stream().map(Problem::path).toList());
    }

    @Test
    void flagsAreCheckedWithoutAFile() {
        Mapping none = Mapping.builder(Origin.of("nothing")).build();
        List<ConfigOverride> flags = List.of(ConfigOverride.of("server.port", "seven", "flag --port"));
        ConfigLoader.ofTree(none, Map.of(), List.of()).check();
        ConfigException e = assertThrows(ConfigException.class, ConfigLoader.ofTree(none, Map.of(), flags)::check);
        assertTrue(e.getMessage().contains("flag --port: server.port: seven"), e.getMessage());
    }

    @Test
    void aForeignFormatIsTranslatedAndItsInvalidValuesRefused() throws IOException {
        Files.writeString(file, "listen_on: 4400\n");
        Configuration configuration =
                ConfigLoader.ofFile(file, Map.of(), List.of()).load(List.of(new Foreign()));
        assertEquals(4400, configuration.gateway().server().port());
        assertEquals(1, configuration.notices().size());
        Files.writeString(file, "listen_on: here\n");
        ConfigLoader loader = ConfigLoader.ofFile(file, Map.of(), List.of());
        ConfigException e = assertThrows(ConfigException.class, () -> loader.load(List.of(new Foreign())));
        assertEquals(file + ":1:12: listen_on: bad", e.getMessage());
    }

    private static final class Foreign implements ConfigFormat {
        @Override
        public String name() {
            return "Foreign";
        }

        @Override
        public boolean recognises(Mapping root) {
            return root.get("listen_on").isPresent();
        }

        @Override
        public Translation translate(Mapping root) {
            ConfigValue port = root.get("listen_on").orElseThrow();
            Kind kind = port instanceof ConfigValue.Numeric ? Kind.CHANGED : Kind.INVALID;
            Mapping server = Mapping.builder(port.origin()).put("port", port).build();
            return new Translation(
                    Mapping.builder(root.origin()).put("server", server).build(),
                    List.of(new Notice(kind, "listen_on", port.origin(), "bad")));
        }
    }

    @Test
    void everyFixedSettingHasAVariable() {
        List<String> paths = EnvironmentOverrides.paths("", dev.switchboard.config.schema.GatewayConfig.class);
        assertTrue(
                paths.containsAll(List.of("server.admin-port", "keys.operator", "server.limits.max-body")), "" + paths);
        assertEquals("SWITCHBOARD_SERVER_ADMIN_PORT", EnvironmentOverrides.variable("server.admin-port"));
        assertEquals(
                paths.size(),
                paths.stream().map(EnvironmentOverrides::variable).distinct().count());
    }
}
