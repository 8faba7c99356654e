package dev.switchboard.config.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.DataSize;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import dev.switchboard.spi.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinderTest {
    @TempDir
    Path folder;

    enum Mode {
        FAST,
        VERY_SLOW
    }

    record Inner(@Default("3") int depth, Optional<String> note) {}

    record All(
            String text,
            @Default("true") boolean flag,
            @Default("1") int small,
            @Default("2") long large,
            @Default("0.5") double share,
            @Default("30s") Duration hold,
            @Default("10MB") DataSize size,
            Optional<URI> address,
            @Default("fast") Mode mode,
            @Key("file") Path path,
            List<String> names,
            Map<String, Inner> inners,
            Inner inner,
            Optional<ConfigValue> raw) {}

    /** The example of the SDK's package page. */
    @Description("Acme's chat API.")
    record AcmeConfig(
            @Description("Where to call.") @Default("https://api.acme.example/v1")
            URI baseUrl,

            @Description("Sent as bearer token.") @Secret String apiKey,

            @Description("Largest reply, 1KB to 1GB.") @Default("10MB")
            DataSize maxReply,

            @Description("Region to prefer.") Optional<String> region,
            @Description("Extra headers of each call.") Map<String, String> headers) {

        AcmeConfig {
            if (maxReply.bytes() < 1024) {
                throw new IllegalArgumentException("max-reply: " + maxReply + " (expected: >= 1KB), key " + apiKey);
            }
        }
    }

    private <C extends Record> Binding<C> bind(String text, Class<C> type, Map<String, String> environment) {
        ConfigValue tree = YamlReader.read("a.yaml", text, p -> {
            throw new AssertionError(p);
        });
        return new Binder(new References(environment, folder)).bind("", tree, type);
    }

    private List<String> problems(String text, Class<? extends Record> type) {
        return bind(text, type, Map.of()).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void defaultsFillWhatIsAbsentOrEmpty() {
        All all = bind("text: t\nfile: x/y\nsmall:\n", All.class, Map.of()).get();
        Inner inner = new Inner(3, Optional.empty());
        assertEquals(
                new All(
                        "t",
                        true,
                        1,
                        2,
                        0.5,
                        Duration.ofSeconds(30),
                        DataSize.parse("10MB"),
                        Optional.empty(),
                        Mode.FAST,
                        Path.of("x/y"),
                        List.of(),
                        Map.of(),
                        inner,
                        Optional.empty()),
                all);
    }

    @Test
    void everyTypeIsRead() {
        All all = bind("""
            text: 1.10
            flag: false
            small: 7
            large: 8000000000
            share: 0.25
            hold: 500ms
            size: 16KB
            address: https://a.example/x
            mode: very-slow
            file: /abs
            names: [a, "b"]
            inners: {one: {depth: 1}, two: {}}
            inner: {note: n}
            raw: {any: [1, "${env:X}"]}
            """, All.class, Map.of("X", "resolved")).get();
        assertEquals("1.10", all.text());
        assertEquals(8_000_000_000L, all.large());
        assertEquals(Duration.ofMillis(500), all.hold());
        assertEquals(Mode.VERY_SLOW, all.mode());
        assertEquals(Path.of("/abs"), all.path());
        assertEquals(List.of("one", "two"), List.copyOf(all.inners().keySet()));
        assertEquals(new Inner(3, Optional.of("n")), all.inner());
        ConfigValue.Mapping raw = (ConfigValue.Mapping) all.raw().orElseThrow();
        ConfigValue.Sequence any = (ConfigValue.Sequence) raw.get("any").orElseThrow();
        assertEquals("resolved", ((ConfigValue.Text) any.items().get(1)).value());
    }

    @Test
    void allProblemsAreReportedTogetherWithPlaceAndAdvice() {
        assertEquals(
                List.of(
                        "a.yaml:1:1: txt: unknown key; did you mean 'text'? Known: text, flag, small, large, share,"
                                + " hold, size, address, mode, file, names, inners, inner, raw",
                        "a.yaml:1:1: text: missing (expected: a text)",
                        "a.yaml:2:7: flag: yes (expected: true or false)",
                        "a.yaml:3:8: small: 1.5 (expected: a whole number)",
                        "a.yaml:4:7: hold: 30 (expected: a duration such as 500ms, 30s, 2m, 1h or 1d)",
                        "a.yaml:5:7: size: a list (expected: a size such as 512B, 16KB, 10MB or 2GB)",
                        "a.yaml:6:7: mode: quick (expected: one of fast, very-slow)",
                        "a.yaml:1:1: file: missing (expected: a path)",
                        "a.yaml:7:8: names: a text (expected: a list, such as [a, b])",
                        "a.yaml:8:15: inners.x: a number (expected: a map with the keys depth, note)",
                        "a.yaml:9:17: inner.depth: ten (expected: a whole number)"),
                problems("""
                    txt: t
                    flag: yes
                    small: 1.5
                    hold: 30
                    size: [1]
                    mode: quick
                    names: a
                    inners:   {x: 4}
                    inner:  {depth: ten}
                    """, All.class));
    }

    @Test
    void referencesAreResolvedAndTheirSourceRemembered() throws Exception {
        Files.writeString(folder.resolve("key.txt"), "sk-fake-from-file\n");
        Binding<AcmeConfig> binding = bind("""
            api-key: ${file:key.txt}
            region: ${env:REGION}-${env:ZONE:-a}
            headers: {X-Plain: "$${env:X}"}
            """, AcmeConfig.class, Map.of("REGION", "eu"));
        AcmeConfig config = binding.get();
        assertEquals("sk-fake-from-file", config.apiKey());
        assertEquals(Optional.of("eu-a"), config.region());
        assertEquals(Map.of("X-Plain", "${env:X}"), config.headers());
        assertEquals(
                List.of(
                        new Setting("base-url", "https://api.acme.example/v1", "default", List.of()),
                        new Setting(
                                "api-key",
                                "********",
                                "file " + folder.resolve("key.txt") + " at a.yaml:1:10",
                                List.of()),
                        new Setting("max-reply", "10MB", "default", List.of()),
                        new Setting(
                                "region",
                                "eu-a",
                                "environment variable REGION, default of ${env:ZONE} at a.yaml:2:9",
                                List.of()),
                        new Setting("headers.X-Plain", "${env:X}", "a.yaml:3:20", List.of())),
                binding.settings());
    }

    @Test
    void unresolvableReferencesAreLocatedProblems() {
        assertEquals(
                List.of(
                        "a.yaml:1:10: api-key: environment variable NOWHERE is not set (set it, or write"
                                + " ${env:NOWHERE:-default})",
                        "a.yaml:2:9: region: '${' starts no known reference (expected: ${env:NAME},"
                                + " ${env:NAME:-default} or ${file:path}; write $${ for a plain ${)",
                        "a.yaml:3:14: headers.A: file " + folder.resolve("none.txt") + " (expected: an existing file)"),
                problems(
                        "api-key: ${env:NOWHERE}\nregion: ${vault:x}\nheaders: {A: '${file:none.txt}'}\n",
                        AcmeConfig.class));
    }

    @Test
    void aRefusalOfTheRecordIsLocatedAndShowsNoSecret() {
        assertEquals(
                List.of("a.yaml:1:1: max-reply: 1B (expected: >= 1KB), key ********"),
                problems("api-key: sk-fake-secret\nmax-reply: 1B\n", AcmeConfig.class));
    }

    @Test
    void noProblemShowsASecretOrAResolvedReference() {
        var binding =
                bind("api-key: [sk-fake-1]\nmax-reply: ${env:KEY}\n", AcmeConfig.class, Map.of("KEY", "sk-fake-2"));
        ConfigException e = assertThrows(ConfigException.class, binding::get);
        assertEquals(2, e.problems().size());
        assertFalse(e.getMessage().contains("sk-fake"), e.getMessage());
    }

    @Test
    void typosFindTheirNearestName() {
        assertEquals(Optional.of("api-key"), Names.closest("apiKey", List.of("base-url", "api-key")));
        assertEquals(Optional.of("api-key"), Names.closest("apy-kye", List.of("base-url", "api-key")));
        assertEquals(Optional.empty(), Names.closest("colour", List.of("base-url", "api-key")));
    }

    record Values(Map<String, ConfigValue> set, Map<String, String> texts) {}

    @Test
    void nullIsAValueOnlyWhereAnyValueWillDo() {
        Values values = bind("set: {stop: null}", Values.class, Map.of()).get();
        assertEquals(List.of("stop"), List.copyOf(values.set().keySet()));
        assertEquals(
                List.of("a.yaml:1:13: texts.a: missing (expected: a text)"),
                problems("texts: {a:  null}", Values.class));
    }

    record Odd(Object thing) {}

    @Test
    void aComponentThatNoConfigurationCanHoldIsTheAuthorsFault() {
        assertEquals(
                List.of("a.yaml:1:8: thing: the plugin declares this as java.lang.Object, which no configuration can"
                        + " hold; this is a fault of the plugin"),
                problems("thing: 1", Odd.class));
    }

    record Place(@Secret Optional<String> password, Optional<String> user) {}

    record Guarded(
            @Secret Optional<String> apiKey,
            Optional<String> region,
            @Secret @Default("none") String salt,
            @Secret Map<String, String> headers,
            List<Place> places,
            Optional<ConfigValue> raw) {}

    private List<String> secrets(Set<String> declared, Map<String, String> environment, String yaml) {
        ConfigValue tree = YamlReader.read("test.yaml", yaml, problem -> {
            throw new AssertionError(problem);
        });
        return new Binder(new References(environment, folder))
                        .bind("acme", tree, Guarded.class, Optional.of(new DeclaredSecrets("acme 1.0.0", declared)))
                        .problems()
                        .stream()
                        .map(Problem::toString)
                        .toList();
    }

    @Test
    void aSecretThatIsNotDeclaredIsRefusedWhereItStands() {
        assertEquals(
                List.of(
                        "test.yaml:1:11: acme.api-key: a secret, which the manifest of acme 1.0.0 does not declare, so that it"
                                + " does not get it (declared: salt; take the setting out, or ask for a version that declares it)"),
                secrets(Set.of("salt"), Map.of(), "{api-key: sk-fake-acme, region: eu}"));
        assertEquals(List.of(), secrets(Set.of("api-key"), Map.of(), "{api-key: sk-fake-acme, region: eu}"));
    }

    @Test
    void whatIsBelowADeclaredSettingIsDeclared() {
        String yaml = "{headers: {x.y: a}, places: [{user: u}, {password: sk-fake-place}]}";
        assertEquals(List.of(), secrets(Set.of("headers", "places.password"), Map.of(), yaml));
        assertEquals(List.of(), secrets(Set.of("headers", "places"), Map.of(), yaml));
        assertEquals(2, secrets(Set.of("header", "password"), Map.of(), yaml).size());
    }

    @Test
    void whatNobodyWroteIsNoSecret() {
        assertEquals(List.of(), secrets(Set.of(), Map.of(), "{region: eu}"));
    }

    /** A plugin that marks nothing as a secret gets none all the same. */
    @Test
    void whatIsReadFromASecretByItsNameIsOne() throws IOException {
        Map<String, String> environment =
                Map.of("ACME_API_KEY", "sk-fake-acme", "ACME_REGION", "eu", "KEYCLOAK_URL", "x");
        String one = "{region: \"${env:ACME_API_KEY}\"}";
        assertEquals(1, secrets(Set.of(), environment, one).size());
        assertFalse(secrets(Set.of(), environment, one).toString().contains("sk-fake"));
        assertEquals(List.of(), secrets(Set.of("region"), environment, one));
        assertEquals(
                1,
                secrets(Set.of(), environment, "{raw: {deep: [\"${env:ACME_API_KEY}\"]}}")
                        .size());
        assertEquals(List.of(), secrets(Set.of(), environment, "{region: \"${env:ACME_REGION}\"}"));
        assertEquals(List.of(), secrets(Set.of(), environment, "{region: \"${env:KEYCLOAK_URL}\"}"));
        Path mounted = Files.createDirectories(folder.resolve("secrets")).resolve("acme");
        Files.writeString(mounted, "sk-fake-mounted");
        assertEquals(
                1,
                secrets(Set.of(), environment, "{region: \"${file:secrets/acme}\"}")
                        .size());
    }
}
