package dev.switchboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.binding.Setting;
import dev.switchboard.config.binding.YamlReader;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.runtime.ConfigPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parts that components add to a configuration. */
class ExtensionTest {
    private static final String FILE = """
        providers: {acme: {type: acme, api-key: sk-fake}}
        models:
          m: {targets: [{provider: acme, model: big}], access-groups: [file]}
          other: {targets: [{provider: acme, model: big}], aliases: [nick]}
        """;
    private static final String PART = """
        providers: {acme: {type: acme, api-key: "${env:ACME}"}}
        models: {%s: {targets: [{provider: acme, model: small}], access-groups: [part]}}
        """;

    record Acme(@Secret String apiKey, Optional<Path> keyFile, Optional<Nested> nested) {}

    record Nested(Optional<Path> file) {}

    record Weighted() {}

    private static final ComponentTypes TYPES = section -> switch (section) {
        case PROVIDERS -> Map.of("acme", Acme.class);
        case ROUTING -> Map.of("weighted", Weighted.class);
        default -> Map.of();
    };

    private static Mapping tree(String source, String yaml) {
        return YamlReader.read(source, yaml, problem -> {
            throw new AssertionError(problem);
        });
    }

    private static ConfigPart part(String id, String yaml) {
        return new ConfigPart(id, tree("part " + id, yaml));
    }

    private static Extended extended(List<ConfigFormat> formats, ConfigPart... parts) {
        return ConfigLoader.ofTree(tree("file", FILE), Map.of("ACME", "sk-fake-part"), List.of())
                .load(List.of(), TYPES)
                .extended(List.of(parts), formats, TYPES);
    }

    private static String reason(Extended extended, String id) {
        return extended.leftOut().get(id).getFirst().toString();
    }

    private static List<String> targets(Extended extended, String model) {
        return extended.configuration().gateway().models().get(model).targets().stream()
                .map(TargetConfig::stateId)
                .toList();
    }

    /** Its files name keys, which models of the same file or of parts refer to. */
    private static final class Keyed implements ConfigFormat {
        @Override
        public String name() {
            return "keyed";
        }

        @Override
        public boolean recognises(Mapping root) {
            return root.get("foreign").isPresent();
        }

        @Override
        public Mapping complete(Mapping part, Mapping file) {
            return Trees.union(part, file);
        }

        @Override
        public Translation translate(Mapping root) {
            String key = root.get("key").map(Object::toString).isPresent() ? "sk-fake" : "";
            return new Translation(
                    tree(
                            "translated",
                            key.isEmpty() ? "models: {}" : PART.formatted("m").replace("${env:ACME}", key)),
                    List.of());
        }
    }

    @Test
    void partIsCompletedByAFileOfItsFormat() {
        ConfigPart part = part("p1", "foreign: true");
        Extended completed = ConfigLoader.ofTree(tree("file", "{foreign: true, key: k}"), Map.of(), List.of())
                .load(List.of(new Keyed()), TYPES)
                .extended(List.of(part), List.of(new Keyed()), TYPES);
        assertEquals(Map.of(), completed.leftOut());
        assertEquals(List.of("acme/small", "acme@p1/small"), targets(completed, "m"));
        assertEquals(
                List.of("p1"),
                List.copyOf(extended(List.of(new Keyed()), part).leftOut().keySet()));
    }

    @Test
    void targetsJoinAModelOfTheFile() {
        Extended extended = extended(List.of(), part("p1", PART.formatted("m")));
        assertEquals(Map.of(), extended.leftOut());
        assertEquals(List.of("acme/big", "acme@p1/small"), targets(extended, "m"));
        assertEquals(
                List.of("file", "part"),
                extended.configuration().gateway().models().get("m").accessGroups());
        assertEquals(Map.of("p1", List.of("acme@p1")), extended.providers());
        assertEquals(
                "sk-fake-part",
                extended.configuration()
                        .bind(Section.PROVIDERS, "acme@p1", Acme.class)
                        .get()
                        .apiKey());
    }

    @Test
    void newModelsStandBesideThoseOfTheFile() {
        Extended extended = extended(List.of(), part("p1", PART.formatted("new")), part("p2", PART.formatted("new")));
        assertEquals(List.of("acme@p1/small", "acme@p2/small"), targets(extended, "new"));
        assertEquals(List.of("acme/big"), targets(extended, "m"));
    }

    @Test
    void providersOfTheFileMayBeUsed() {
        Extended extended =
                extended(List.of(), part("p1", "models: {new: {targets: [{provider: acme, model: small}]}}"));
        assertEquals(List.of("acme/small"), targets(extended, "new"));
    }

    @Test
    void whatTheFileSaysOfAModelStands() {
        Extended extended = extended(
                List.of(),
                part(
                        "p1",
                        "models: {m: {targets: [{provider: acme, model: small}], hedge-after: 1s, affinity: session}}"),
                part("p2", "models: {m: {targets: [{provider: acme, model: small}], hedge-after: 9s}}"));
        assertEquals(Map.of(), extended.leftOut());
        assertEquals(
                "PT1S",
                extended.configuration()
                        .gateway()
                        .models()
                        .get("m")
                        .hedgeAfter()
                        .orElseThrow()
                        .toString());
    }

    @Test
    void explanationNamesThePart() {
        List<Setting> settings = extended(List.of(), part("p1", PART.formatted("new")))
                .configuration()
                .explain(TYPES, "providers.acme@p1.api-key");
        assertEquals(1, settings.size());
        assertEquals("********", settings.getFirst().value());
        assertTrue(settings.getFirst().source().contains("ACME"), settings.toString());
        assertTrue(
                extended(List.of(), part("p1", PART.formatted("new")))
                        .configuration()
                        .explain(TYPES, "models.new.targets[0].model")
                        .getFirst()
                        .source()
                        .startsWith("part p1"),
                "the origin of a value is the part");
    }

    @Test
    void wrongPartsAreLeftOutAndNoOthers() {
        List<ConfigPart> parts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            parts.add(part("p" + i, PART.formatted("m" + i)));
        }
        parts.set(3, part("p3", "models: {m3: {targets: [{provider: nobody, model: small}]}}"));
        parts.set(11, part("p11", PART.formatted("nick")));
        parts.set(12, part("p12", "models: {m12: {targets: [{provider: acme, model: small, weight: -1}]}}"));
        parts.set(
                19, part("p19", "providers: {x: {type: absent}}\nmodels: {m19: {targets: [{provider: x, model: y}]}}"));
        Extended extended = extended(List.of(), parts.toArray(ConfigPart[]::new));
        assertEquals(
                List.of("p3", "p11", "p12", "p19"),
                List.copyOf(extended.leftOut().keySet()));
        assertTrue(reason(extended, "p3").contains("'nobody' is not configured"), reason(extended, "p3"));
        assertTrue(reason(extended, "p11").contains("'nick'"), reason(extended, "p11"));
        assertTrue(reason(extended, "p12").contains("weight: -1"), reason(extended, "p12"));
        assertTrue(reason(extended, "p19").contains("no installed plugin offers"), reason(extended, "p19"));
        assertEquals(16 + 2, extended.configuration().gateway().models().size());
        assertEquals(16, extended.providers().size());
    }

    @Test
    void partsAddNothingButProvidersAndModels() {
        Extended extended = extended(
                List.of(),
                part("p1", "server: {port: 1}\n" + PART.formatted("new")),
                part("p2", "providers: {acme: {type: acme, api-key: x}}"),
                part("p3", "model_list: []"));
        assertEquals(3, extended.leftOut().size());
        assertTrue(reason(extended, "p1").contains("'server' (expected: providers or models"), reason(extended, "p1"));
        assertTrue(reason(extended, "p2").contains("at least one model"), reason(extended, "p2"));
        assertTrue(reason(extended, "p3").contains("'model_list'"), reason(extended, "p3"));
    }

    @Test
    void partsNameNoFiles() {
        Extended extended = extended(
                List.of(),
                part("p1", PART.replace("${env:ACME}", "${file:/etc/passwd}").formatted("a")),
                part(
                        "p2",
                        PART.replace("api-key:", "key-file: /etc/passwd, api-key:")
                                .formatted("b")),
                part(
                        "p3",
                        PART.replace("api-key:", "nested: {file: /etc/passwd}, api-key:")
                                .formatted("c")),
                part("p4", PART.replace("${env:ACME}", "$${file:x}").formatted("d")));
        assertEquals(List.of("p1", "p2", "p3"), List.copyOf(extended.leftOut().keySet()));
        assertTrue(reason(extended, "p2").contains("names a file"), reason(extended, "p2"));
    }

    @Test
    void firstOfTwoPartsWithOneIdCounts() {
        Extended extended = extended(List.of(), part("p1", PART.formatted("a")), part("p1", PART.formatted("b")));
        assertTrue(reason(extended, "p1").contains("another part"), reason(extended, "p1"));
        assertEquals(List.of("acme@p1/small"), targets(extended, "a"));
        assertEquals(3, extended.configuration().gateway().models().size());
    }

    @Test
    void whatTheSourceItselfKnowsLeavesAPartOut() {
        Notice notice = new Notice(Kind.INVALID, "", Origin.of("store"), "cannot be read");
        ConfigPart unreadable = new ConfigPart("p1", tree("part", PART.formatted("a")), List.of(notice));
        assertEquals(
                "cannot be read",
                extended(List.of(), unreadable).leftOut().get("p1").getFirst().message());
    }

    @Test
    void partsMayBeWrittenInAForeignFormat() {
        ConfigFormat upper = new ConfigFormat() {
            @Override
            public String name() {
                return "list";
            }

            @Override
            public boolean recognises(Mapping root) {
                return root.get("names").isPresent();
            }

            @Override
            public Translation translate(Mapping root) {
                return new Translation(
                        tree("translated", "server: {port: 9}\n" + PART.formatted("new")),
                        List.of(
                                new Notice(Kind.CHANGED, "names[0]", root.origin(), "about the part"),
                                new Notice(Kind.RISK, "master", root.origin(), "about a whole file")));
            }
        };
        Extended extended = extended(List.of(upper), part("p1", "names: [new]"));
        assertEquals(List.of("acme@p1/small"), targets(extended, "new"));
        assertEquals(4000, extended.configuration().gateway().server().port());
        assertEquals(
                List.of("about the part"),
                extended.notices().get("p1").stream().map(Notice::message).toList());
    }
}
