package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.launcher.command.CommandLine;
import dev.switchboard.osgi.PluginHost;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginStatus;
import dev.switchboard.testing.TestingGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with an update of a delivered bundle, the gateway serves on, and {@code switchboard plugins} says why, or, of a
 * version that has gone, {@code switchboard plugins history}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one gateway, and none that a field keeps after the last test
class FaultyBundlesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUNDLE = "dev.switchboard.provider.mock";
    private static final String FILE = "provider-mock.jar";
    private static final String IMPORTS = "dev.switchboard.spi;version=\"[1.0,2)\","
            + "dev.switchboard.spi.plugin;version=\"[1.0,2)\",dev.switchboard.spi.provider;version=\"[1.0,2)\","
            + "dev.switchboard.spi.operation;version=\"[1.0,2)\",dev.switchboard.spi.chat;version=\"[1.0,2)\","
            + "dev.switchboard.spi.stream;version=\"[1.0,2)\"";

    private BundleFolder bundles;
    private TestingGateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        bundles = BundleFolder.in(directory);
        gateway = TestingGateway.builder().inFelix(bundles.path()).config("""
                        providers: {demo: {type: mock}}
                        models: {demo: {targets: [{provider: demo, model: demo}]}}
                        plugins: {start-timeout: 3s}
                        """).start();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    /** What is wrong, the words that tell it, and a jar of which it is so. */
    record Fault(String kind, String version, String words, Jar jar) {
        @Override
        public String toString() {
            return kind;
        }
    }

    private interface Jar {
        byte[] of(String version) throws IOException;
    }

    private static Jar header(String name, String value) {
        return version ->
                Edition.of("provider-mock", version).header(name, value).bytes();
    }

    private static Jar code(String body) {
        return version -> faulty(version, body);
    }

    static List<Fault> refused() {
        return List.of(
                new Fault(
                        "needs what nobody offers",
                        "2.0.1",
                        "does not fit: it needs com.example.nowhere 3.0.0",
                        header("Import-Package", "com.example.nowhere;version=\"[3,4)\"")),
                new Fault(
                        "was built for a newer SDK",
                        "2.0.2",
                        "it was built for a newer SDK; update the gateway",
                        header("Import-Package", "dev.switchboard.spi.chat;version=\"[1.9,2)\"")),
                new Fault(
                        "was built for an older SDK",
                        "2.0.3",
                        "it was built for an older SDK; take a newer version of the plugin",
                        header("Import-Package", "dev.switchboard.spi.chat;version=\"[0.9,0.10)\"")),
                new Fault(
                        "needs another Java",
                        "2.0.4",
                        "it needs Java 99, this gateway runs on Java",
                        header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")),
                new Fault(
                        "names a class that is not there",
                        "2.0.5",
                        "the class com.example.Missing is missing",
                        header("Switchboard-Plugin", "com.example.Missing;id=provider-mock")),
                new Fault(
                        "names a class that is no plugin",
                        "2.0.6",
                        "which does not implement dev.switchboard.spi.plugin.Plugin",
                        header("Switchboard-Plugin", "dev.switchboard.provider.mock.Words;id=provider-mock")),
                new Fault(
                        "throws in its constructor",
                        "2.0.7",
                        "IllegalStateException: no licence",
                        code("public Faulty() { throw new IllegalStateException(\"no licence\"); }")),
                new Fault(
                        "overflows the stack in its constructor",
                        "2.0.8",
                        "failed: StackOverflowError",
                        code("public Faulty() { new Faulty(); }")),
                new Fault(
                        "allocates more than there is in its constructor",
                        "2.0.9",
                        "failed: OutOfMemoryError",
                        code(
                                "public Faulty() { new java.util.ArrayList<long[]>().add(new long[Integer.MAX_VALUE]); }")),
                new Fault(
                        "throws at the start",
                        "2.0.10",
                        "UnsupportedOperationException: not today",
                        code("public List<ProviderFactory<?>> providers() {"
                                + " throw new UnsupportedOperationException(\"not today\"); }")),
                new Fault(
                        "answers null at the start",
                        "2.0.11",
                        "its method providers() returned null",
                        code("public List<ProviderFactory<?>> providers() { return null; }")),
                new Fault(
                        "hangs at the start",
                        "2.0.12",
                        "did not end within 3 s and was abandoned",
                        code("public Faulty() { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                                + " catch (InterruptedException e) { throw new IllegalStateException(e); } }")),
                new Fault(
                        "does not like its settings",
                        "2.0.13",
                        "IllegalArgumentException: no such model",
                        code(factory("throw new IllegalArgumentException(\"no such model\");"))),
                new Fault(
                        "fails its self-check",
                        "2.0.14",
                        "its self-check says: the model file is missing",
                        code(factory("return new Sick();"))),
                new Fault(
                        "does not offer any more what the configuration names",
                        "2.0.15",
                        "no installed plugin offers the provider 'mock'",
                        code("")),
                new Fault(
                        "connects to where it does not declare",
                        "2.0.16",
                        "it connects to api.example.com, which its manifest does not declare (egress: none",
                        version -> edition(version, factory("return new Wanderer();"))
                                .header("Switchboard-Egress", "none")
                                .bytes()),
                new Fault(
                        "declares what nobody understands",
                        "2.0.17",
                        "has the header 'Switchboard-Content: everything' (expected: none, metadata, text or whole)",
                        header("Switchboard-Content", "everything")),
                new Fault(
                        "is the version that serves, with other bytes that do not start",
                        "1.0.0",
                        "IllegalStateException: rebuilt in a hurry",
                        code("public Faulty() { throw new IllegalStateException(\"rebuilt in a hurry\"); }")),
                new Fault("is half of a jar", "2.0.18", FILE + " is not a complete jar", version -> {
                    byte[] whole = Edition.of("provider-mock", version).bytes();
                    return Arrays.copyOf(whole, whole.length / 2);
                }),
                new Fault(
                        "is no jar",
                        "2.0.19",
                        FILE + " is not a complete jar",
                        version -> "Not a jar.".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theVersionBeforeServesOn(Fault fault) throws Exception {
        bundles.put(FILE, fault.jar().of(fault.version()));
        await(() -> print("list").contains(fault.words()), fault.words());
        assertAnswers();
        bundles.remove(FILE);
        await(() -> !print("list").contains(fault.words()), "nothing of it any more");
    }

    static List<Fault> serving() {
        return List.of(
                new Fault(
                        "throws in a call",
                        "3.0.1",
                        "the last error: provider demo (mock, provider-mock 3.0.1) failed: IllegalStateException at"
                                + " edition.Faulty$",
                        code(factory(execute("throw new IllegalStateException(\"odd\");")))),
                new Fault(
                        "overflows the stack in a call",
                        "3.0.2",
                        "the last error: provider demo (mock, provider-mock 3.0.2) failed: StackOverflowError at"
                                + " edition.Faulty$",
                        code(factory(execute("return execute(request, target);")))),
                new Fault(
                        "answers null in a call",
                        "3.0.3",
                        "the last error: provider demo (mock, provider-mock 3.0.3) failed: IllegalStateException",
                        code(factory(execute("return null;")))));
    }

    @ParameterizedTest
    @MethodSource("serving")
    void aFaultInServiceIsCountedAndNamed(Fault fault) throws Exception {
        replace(fault);
        assertEquals(500, ask());
        await(() -> print("list").contains(fault.words()), fault.words());
        bundles.remove(FILE);
        awaitServing("1.0.0");
        assertAnswers();
        await(() -> print("history").contains("retire " + BUNDLE + " " + fault.version()), "its end in the history");
    }

    static List<Fault> leaving() {
        return List.of(
                new Fault(
                        "throws when it is closed",
                        "4.0.1",
                        "provider demo (mock, provider-mock 4.0.1) failed to close: IllegalStateException",
                        code(factory("return new Stubborn();"))),
                new Fault(
                        "leaves a thread behind",
                        "4.0.2",
                        "it left threads behind, so its classes stay in memory: left-behind",
                        code("public Faulty() { Thread.ofPlatform().daemon().name(\"left-behind\").start(() -> {"
                                + " while (LEFT.getCount() > 0) { try { LEFT.await(); }"
                                + " catch (InterruptedException e) { LEFT.countDown(); } } }); }"
                                + factory("return new Sound();"))));
    }

    @ParameterizedTest
    @MethodSource("leaving")
    void aFaultAtTheEndIsInTheHistory(Fault fault) throws Exception {
        replace(fault);
        bundles.remove(FILE);
        awaitServing("1.0.0");
        assertAnswers();
        await(() -> print("history").contains(fault.words()), fault.words());
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("left-behind"))
                .forEach(Thread::interrupt);
    }

    @Test
    void aHalfCopiedJarIsTakenOnceItIsWhole() throws Exception {
        byte[] jar = faulty("2.1.0", "public Faulty() { throw new IllegalStateException(\"whole at last\"); }");
        Path target = bundles.path().resolve("copied.jar");
        Files.write(target, Arrays.copyOf(jar, jar.length / 2));
        await(() -> print("list").contains("copied.jar is not a complete jar"), "half a jar");
        Files.write(target, jar);
        await(() -> print("list").contains("whole at last"), "the whole jar");
        bundles.remove("copied.jar");
        assertAnswers();
    }

    private static byte[] faulty(String version, String body) throws IOException {
        return edition(version, body).bytes();
    }

    private static Edition edition(String version, String body) throws IOException {
        String source = """
                import dev.switchboard.spi.*;
                import dev.switchboard.spi.chat.*;
                import dev.switchboard.spi.operation.*;
                import dev.switchboard.spi.plugin.*;
                import dev.switchboard.spi.provider.*;
                import dev.switchboard.spi.stream.*;
                import java.net.URI;
                import java.util.List;
                import java.util.Set;
                public final class Faulty implements Plugin {
                    static final java.util.concurrent.CountDownLatch LEFT = new java.util.concurrent.CountDownLatch(1);
                    public record Config() {}
                    static class Sound implements Provider {
                        public Abilities abilities() { return Abilities.builder().build(); }
                    }
                    static final class Sick extends Sound {
                        public Health selfCheck() { return Health.failed("the model file is missing"); }
                    }
                    static final class Wanderer extends Sound {
                        public Set<URI> destinations() { return Set.of(URI.create("https://api.example.com")); }
                    }
                    static final class Stubborn extends Sound {
                        public void close() { throw new IllegalStateException("not yet"); }
                    }
                    %s
                }
                """.formatted(body);
        return Edition.of("provider-mock", version).plugin("Faulty", source).header("Import-Package", IMPORTS);
    }

    private static String factory(String create) {
        return """
                public List<ProviderFactory<?>> providers() {
                    return List.of(new ProviderFactory<Config>() {
                        public String type() { return "mock"; }
                        public Class<Config> configType() { return Config.class; }
                        public Provider create(String name, Config config, PluginContext context) { %s }
                    });
                }
                """.formatted(create);
    }

    private static String execute(String body) {
        return """
                LocalModel<ChatRequest, ChatResponse, ChatEvent> model = new LocalModel<>() {
                    public ChatResponse execute(ChatRequest request, Target target) { %s }
                };
                Abilities abilities = Abilities.builder().local(Operation.CHAT, model).build();
                return () -> abilities;
                """.formatted(body);
    }

    private void replace(Fault fault) throws Exception {
        bundles.put(FILE, fault.jar().of(fault.version()));
        awaitServing(fault.version());
    }

    private void awaitServing(String version) throws InterruptedException {
        awaitReport(report -> report.find(BUNDLE)
                .filter(status -> status.serves() && status.version().equals(version))
                .isPresent());
    }

    private void assertAnswers() throws IOException {
        PluginStatus status = host().report().find(BUNDLE).orElseThrow();
        assertEquals("1.0.0", status.version());
        assertTrue(status.serves(), status::toString);
        assertEquals(200, ask());
    }

    private int ask() throws IOException {
        String body = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return gateway.post("/v1/chat/completions", body).status();
    }

    /** What {@code switchboard plugins VERB} prints. */
    private String print(String verb) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try {
            int code = new CommandLine(out, out, Map.of())
                    .run(List.of(
                            "plugins",
                            verb,
                            "--data",
                            gateway.data().toString(),
                            "--bundles",
                            bundles.path().toString()));
            assertEquals(0, code, printed::toString);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private interface Wish {
        boolean isTrue();
    }

    /** Asks again each time the list has changed, or a little later. */
    private void await(Wish wish, String what) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!wish.isTrue()) {
            assertTrue(System.nanoTime() < giveUp, () -> "not in time: " + what + "; but " + print("list"));
            PluginReport seen = host().report();
            host().await(report -> !report.equals(seen), Duration.ofMillis(100));
        }
    }

    private void awaitReport(Predicate<PluginReport> wish) throws InterruptedException {
        assertTrue(host().await(wish, PATIENCE), () -> host().report().toString());
    }

    private PluginHost host() {
        return gateway.gateway().plugins().orElseThrow();
    }
}
