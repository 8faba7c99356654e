package dev.switchboard.distribution;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.References;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.ChatSupport.Handling;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.testkit.doubles.TestingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Writes what every delivered provider declares to do with the parameters of a chat that it translates. */
final class ParametersPage {
    private static final String HEAD = """
            # Parameters

            What becomes of a chat's parameters where the caller's format is not the provider's. Where it is, the body is relayed as it
            came, and this page does not matter. This page is written from what the providers declare: do not edit it, run
            `mvn -pl distribution -am verify -Dtest=ParametersPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write`.

            | sign | meaning |
            |---|---|
            | yes | the provider's format has the same parameter |
            | mapped | the provider's format says the same in other words |
            | dropped | left out; the header `x-switchboard-warning` and the decision log say so |
            | - | refused with status 400; the error names the parameter |

            Rules for single models may be stricter, such as those of OpenAI's reasoning models.

            """;

    /** The least settings with which each type makes an instance. */
    private static final Map<String, Map<String, String>> SETTINGS = Map.ofEntries(
            Map.entry("openai", Map.of("api-key", "sk-fake-page")),
            Map.entry("anthropic", Map.of("api-key", "sk-fake-page")),
            Map.entry("gemini", Map.of("api-key", "fake-page")),
            Map.entry("vertex", Map.of("api-key", "fake-page")),
            Map.entry("bedrock", Map.of("api-key", "fake-page", "region", "eu-central-1")),
            Map.entry("azure", Map.of("api-key", "fake-page", "endpoint", "https://resource.openai.azure.com")),
            Map.entry("openai-compatible", Map.of("base-url", "http://localhost:8000/v1")),
            Map.entry("cohere", Map.of("api-key", "fake-page")),
            Map.entry("voyage", Map.of("api-key", "fake-page")),
            Map.entry("jina", Map.of("api-key", "fake-page")),
            Map.entry("ollama", Map.of()),
            Map.entry("replicate", Map.of("api-key", "fake-page")),
            Map.entry("mock", Map.of()));

    private ParametersPage() {}

    static String write() throws IOException {
        Map<String, ChatSupport> rows = new TreeMap<>();
        Map<String, Map<String, ChatSupport>> vendors = new TreeMap<>();
        for (Plugin plugin : plugins()) {
            for (ProviderFactory<?> factory : plugin.providers()) {
                Map<String, String> settings = SETTINGS.get(factory.type());
                if (settings == null) {
                    throw new AssertionError("no settings for the provider type " + factory.type()
                            + " (expected: an entry in ParametersPage.SETTINGS)");
                }
                support(factory, settings).ifPresent(row -> rows.put(factory.type(), row));
                vendors.put(factory.type(), vendors(factory));
            }
        }
        return HEAD + table(rows) + deviations(rows, vendors);
    }

    private static List<Plugin> plugins() throws IOException {
        List<Plugin> plugins = new ArrayList<>();
        ClassLoader loader = ParametersPage.class.getClassLoader();
        for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            try (InputStream in = manifest.openStream()) {
                String header = new Manifest(in).getMainAttributes().getValue(GatewayPlugin.HEADER);
                if (header != null) {
                    plugins.add(plugin(header.split(";", 2)[0].strip()));
                }
            }
        }
        return plugins;
    }

    private static Plugin plugin(String className) {
        try {
            return (Plugin) Class.forName(className).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(className + " cannot be made", e);
        }
    }

    private static <C extends Record> Optional<ChatSupport> support(
            ProviderFactory<C> factory, Map<String, String> settings) {
        Origin origin = Origin.of("ParametersPage");
        ConfigValue.Mapping.Builder mapping = ConfigValue.Mapping.builder(origin);
        settings.forEach(mapping::put);
        C config = new Binder(References.NONE)
                .bind("providers." + factory.type(), mapping.build(), factory.configType())
                .get();
        Provider provider = factory.create("page", config, TestingContext.in(Path.of("")));
        return provider.abilities().chatSupport();
    }

    /** The rows of vendors that a type knows by name. */
    private static Map<String, ChatSupport> vendors(ProviderFactory<?> factory) {
        Map<String, ChatSupport> rows = new TreeMap<>();
        factory.wellKnownKeys().stream()
                .filter(key -> key.settings().containsKey("vendor"))
                .forEach(key -> {
                    Map<String, String> settings = new LinkedHashMap<>(key.settings());
                    settings.put("api-key", "fake-page");
                    support(factory, settings).ifPresent(row -> rows.put(key.routePrefix(), row));
                });
        return rows;
    }

    private static String table(Map<String, ChatSupport> rows) {
        StringBuilder table = new StringBuilder("| parameter | " + String.join(" | ", rows.keySet()) + " |\n|---|")
                .append("---|".repeat(rows.size()))
                .append('\n');
        for (ChatParameter parameter : ChatParameter.values()) {
            table.append("| `").append(parameter.field()).append("` |");
            rows.values()
                    .forEach(row ->
                            table.append(' ').append(sign(row.of(parameter))).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    private static String deviations(Map<String, ChatSupport> rows, Map<String, Map<String, ChatSupport>> vendors) {
        StringBuilder text = new StringBuilder();
        vendors.forEach((type, known) -> {
            ChatSupport usual = rows.get(type);
            String lines = usual == null
                    ? ""
                    : known.entrySet().stream()
                            .map(vendor -> line(vendor.getKey(), usual, vendor.getValue()))
                            .collect(Collectors.joining());
            if (!lines.isEmpty()) {
                text.append("\n## Vendors of ")
                        .append(type)
                        .append(" that differ\n\n| vendor | what differs |\n|---|---|\n");
                text.append(lines);
            }
        });
        return text.toString();
    }

    private static String line(String vendor, ChatSupport usual, ChatSupport own) {
        String cells = own.cells().entrySet().stream()
                .filter(cell -> cell.getValue() != usual.of(cell.getKey()))
                .map(cell -> "`" + cell.getKey().field() + "`: " + sign(cell.getValue()))
                .collect(Collectors.joining(", "));
        return cells.isEmpty() ? "" : "| `" + vendor + "` | " + cells + " |\n";
    }

    private static String sign(Handling handling) {
        return switch (handling) {
            case NATIVE -> "yes";
            case REFUSED -> "-";
            case MAPPED, DROPPED -> handling.name().toLowerCase(Locale.ROOT);
        };
    }
}
