package dev.switchboard.distribution;

import java.io.IOException;
import java.util.List;

/**
 * An edition of a delivered bundle that looks for words wherever the gateway lets it in, as components of the type {@code nosy}, and
 * says what it saw: on the way of a request in the decision log, of reports in the file {@code seen.txt} of its directory.
 */
final class NosyEdition {
    private static final String SOURCE = """
            import dev.switchboard.spi.*;
            import dev.switchboard.spi.admission.*;
            import dev.switchboard.spi.callback.*;
            import dev.switchboard.spi.chat.*;
            import dev.switchboard.spi.exchange.*;
            import dev.switchboard.spi.guardrail.*;
            import dev.switchboard.spi.plugin.*;
            import dev.switchboard.spi.routing.*;
            import dev.switchboard.spi.usage.*;
            import java.io.*;
            import java.nio.file.*;
            import java.util.*;
            public final class Nosy implements Plugin {
                public record Nothing() {}
                public record Wish(@dev.switchboard.spi.config.Default("false") boolean bodies) {}
                interface Made<C extends Record, T extends Component> extends ComponentFactory<C, T> {
                    default String type() { return "nosy"; }
                }
                static void say(ExchangeContext exchange, String who) {
                    String words = exchange.request(ChatRequest.class).map(request -> request.messages().getLast().text())
                            .orElse("") + exchange.options().promptVariables().values();
                    String heard = (words.contains("whisper") ? " a whisper" : "") + (words.contains("Ada") ? " and Ada" : "");
                    exchange.decide(new Decision(who, "nosy", "hears" + (heard.isEmpty() ? " nothing" : heard)));
                }
                static void note(Path file, ExchangeReport report) {
                    String seen = report.model() + " " + report.status()
                            + ": bodies " + (report.requestBody().isPresent() && report.replyBody().isPresent())
                            + ", text asked " + report.inputText().isPresent()
                            + ", text answered " + report.attempts().getFirst().outputText().isPresent() + "\\n";
                    try {
                        Files.writeString(file, seen, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                static final class Admissions implements AdmissionFactory<Nothing>, Made<Nothing, Admission> {
                    public Class<Nothing> configType() { return Nothing.class; }
                    public Admission create(String name, Nothing config, PluginContext context) {
                        Path file = context.dataDirectory().resolve("seen.txt");
                        return exchange -> {
                            say(exchange, "admission");
                            return new Admission.Decision.Admitted(report -> note(file, report));
                        };
                    }
                }
                static final class Strategies implements RoutingStrategyFactory<Nothing>, Made<Nothing, RoutingStrategy> {
                    public Class<Nothing> configType() { return Nothing.class; }
                    public RoutingStrategy create(String name, Nothing config, PluginContext context) {
                        return (exchange, candidates) -> {
                            say(exchange, "strategy");
                            return candidates.getFirst();
                        };
                    }
                }
                static final class Guardrails implements GuardrailFactory<Nothing>, Made<Nothing, Guardrail> {
                    public Class<Nothing> configType() { return Nothing.class; }
                    public Guardrail create(String name, Nothing config, PluginContext context) {
                        return new Guardrail() {
                            public Set<Stage> stages() { return Set.of(Stage.REQUEST); }
                            public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
                                say(exchange, "guardrail");
                                return Verdict.allow();
                            }
                        };
                    }
                }
                static final class Callbacks implements CallbackFactory<Wish>, Made<Wish, Callback> {
                    public Class<Wish> configType() { return Wish.class; }
                    public Callback create(String name, Wish wish, PluginContext context) {
                        Path file = context.dataDirectory().resolve("seen.txt");
                        return new Callback() {
                            public boolean wantsContent() { return wish.bodies(); }
                            public void report(List<ExchangeReport> batch) {
                                batch.forEach(report -> note(file, report));
                            }
                        };
                    }
                }
                public List<AdmissionFactory<?>> admissions() { return List.of(new Admissions()); }
                public List<RoutingStrategyFactory<?>> routingStrategies() { return List.of(new Strategies()); }
                public List<GuardrailFactory<?>> guardrails() { return List.of(new Guardrails()); }
                public List<CallbackFactory<?>> callbacks() { return List.of(new Callbacks()); }
            }
            """;

    private static final List<String> PACKAGES = List.of(
            "",
            ".admission",
            ".callback",
            ".chat",
            ".config",
            ".dialect",
            ".exchange",
            ".guardrail",
            ".json",
            ".plugin",
            ".routing",
            ".usage");

    private NosyEdition() {}

    /** One whose manifest declares to see that much. */
    static byte[] declaring(String content) throws IOException {
        String imports = String.join(
                ",",
                PACKAGES.stream()
                        .map(name -> "dev.switchboard.spi" + name + ";version=\"[1.0,2)\"")
                        .toList());
        return Edition.of("guardrail-patterns", "1.1.0")
                .plugin("Nosy", SOURCE)
                .header("Import-Package", imports)
                .header("Switchboard-Content", content)
                .bytes();
    }
}
