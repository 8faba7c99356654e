package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.launcher.command.CommandLine;
import dev.switchboard.osgi.PluginReport;
import dev.switchboard.osgi.PluginStatus;
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
    private static final String BUNDLE = "dev.switchboard.provider.mock";
    private static final String FILE = "provider-mock.jar";

    private BundledGateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        gateway = BundledGateway.start(directory, """
                        providers: {demo: {type: mock}}
                        models: {demo: {targets: [{provider: demo, model: demo}]}}
                        plugins: {start-timeout: 3s}
                        """);
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
        return version -> FaultyEdition.of(version, body).bytes();
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
                        code(FaultyEdition.factory("throw new IllegalArgumentException(\"no such model\");"))),
                new Fault(
                        "fails its self-check",
                        "2.0.14",
                        "its self-check says: the model file is missing",
                        code(FaultyEdition.factory("return new Sick();"))),
                new Fault(
                        "does not offer any more what the configuration names",
                        "2.0.15",
                        "no installed plugin offers the provider 'mock'",
                        code("")),
                new Fault(
                        "connects to where it does not declare",
                        "2.0.16",
                        "it connects to api.example.com, which its manifest does not declare (egress: none",
                        version -> FaultyEdition.of(version, FaultyEdition.factory("return new Wanderer();"))
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
        gateway.bundles().put(FILE, fault.jar().of(fault.version()));
        await(() -> print("list").contains(fault.words()), fault.words());
        assertAnswers();
        gateway.bundles().remove(FILE);
        await(() -> !print("list").contains(fault.words()), "nothing of it any more");
    }

    static List<Fault> serving() {
        return List.of(
                new Fault(
                        "throws in a call",
                        "3.0.1",
                        "the last error: provider demo (mock, provider-mock 3.0.1) failed: IllegalStateException at"
                                + " edition.Faulty$",
                        code(FaultyEdition.factory(
                                FaultyEdition.execute("throw new IllegalStateException(\"odd\");")))),
                new Fault(
                        "overflows the stack in a call",
                        "3.0.2",
                        "the last error: provider demo (mock, provider-mock 3.0.2) failed: StackOverflowError at"
                                + " edition.Faulty$",
                        code(FaultyEdition.factory(FaultyEdition.execute("return execute(request, target);")))),
                new Fault(
                        "answers null in a call",
                        "3.0.3",
                        "the last error: provider demo (mock, provider-mock 3.0.3) failed: IllegalStateException",
                        code(FaultyEdition.factory(FaultyEdition.execute("return null;")))));
    }

    @ParameterizedTest
    @MethodSource("serving")
    void aFaultInServiceIsCountedAndNamed(Fault fault) throws Exception {
        replace(fault);
        assertEquals(500, ask());
        await(() -> print("list").contains(fault.words()), fault.words());
        gateway.bundles().remove(FILE);
        gateway.awaitServing(BUNDLE, "1.0.0");
        assertAnswers();
        await(() -> print("history").contains("retire " + BUNDLE + " " + fault.version()), "its end in the history");
    }

    static List<Fault> leaving() {
        return List.of(
                new Fault(
                        "throws when it is closed",
                        "4.0.1",
                        "provider demo (mock, provider-mock 4.0.1) failed to close: IllegalStateException",
                        code(FaultyEdition.factory("return new Stubborn();"))),
                new Fault(
                        "leaves a thread behind",
                        "4.0.2",
                        "it left threads behind, so its classes stay in memory: left-behind",
                        code("public Faulty() { Thread.ofPlatform().daemon().name(\"left-behind\").start(() -> {"
                                + " while (LEFT.getCount() > 0) { try { LEFT.await(); }"
                                + " catch (InterruptedException e) { LEFT.countDown(); } } }); }"
                                + FaultyEdition.factory("return new Sound();"))));
    }

    @ParameterizedTest
    @MethodSource("leaving")
    void aFaultAtTheEndIsInTheHistory(Fault fault) throws Exception {
        replace(fault);
        gateway.bundles().remove(FILE);
        gateway.awaitServing(BUNDLE, "1.0.0");
        assertAnswers();
        await(() -> print("history").contains(fault.words()), fault.words());
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("left-behind"))
                .forEach(Thread::interrupt);
    }

    @Test
    void aHalfCopiedJarIsTakenOnceItIsWhole() throws Exception {
        byte[] jar = code("public Faulty() { throw new IllegalStateException(\"whole at last\"); }")
                .of("2.1.0");
        Path target = gateway.bundles().path().resolve("copied.jar");
        Files.write(target, Arrays.copyOf(jar, jar.length / 2));
        await(() -> print("list").contains("copied.jar is not a complete jar"), "half a jar");
        Files.write(target, jar);
        await(() -> print("list").contains("whole at last"), "the whole jar");
        gateway.bundles().remove("copied.jar");
        assertAnswers();
    }

    private void replace(Fault fault) throws Exception {
        gateway.replace(BUNDLE, fault.version(), FILE, fault.jar().of(fault.version()));
    }

    private void assertAnswers() throws IOException {
        PluginStatus status = gateway.status(BUNDLE);
        assertEquals("1.0.0", status.version());
        assertTrue(status.serves(), status::toString);
        assertEquals(200, ask());
    }

    private int ask() throws IOException {
        String body = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return gateway.gateway().post("/v1/chat/completions", body).status();
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
                            gateway.gateway().data().toString(),
                            "--bundles",
                            gateway.bundles().path().toString()));
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
        long giveUp = System.nanoTime() + BundledGateway.PATIENCE.toNanos();
        while (!wish.isTrue()) {
            assertTrue(System.nanoTime() < giveUp, () -> "not in time: " + what + "; but " + print("list"));
            PluginReport seen = gateway.host().report();
            gateway.host().await(report -> !report.equals(seen), Duration.ofMillis(100));
        }
    }
}
