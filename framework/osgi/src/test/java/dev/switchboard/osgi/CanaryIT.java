package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version on trial beside the one that serves. */
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private TestingHost gateway;

    @BeforeEach
    void prepare() throws Exception {
        gateway = new TestingHost(directory).start();
        install("1.0.0", Optional.empty());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String install(String version, Optional<Canary> canary) throws Exception {
        Path jar = TestingBundle.plugin("acme", version).into(directory, "given-" + version + ".jar");
        return outcome(gateway.admin.changes().install(jar, canary));
    }

    private String outcome(PluginChange change) throws InterruptedException {
        return gateway.admin.await(change, PATIENCE).sentence();
    }

    private void awaitNoTrial() throws InterruptedException {
        gateway.awaitReport(report -> report.findCanary("acme").isEmpty());
    }

    @Test
    void aVersionOnTrialRunsBesideTheOneThatServesAndIsPromoted() throws Exception {
        assertEquals(
                "test.acme 1.1.0 is on trial for 10% of the requests", install("1.1.0", Optional.of(Canary.of(10))));
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("1.1.0", gateway.listener.callTrial("acme"));
        assertEquals(
                "test.acme 1.1.0 is on trial for 50% of the requests",
                outcome(gateway.admin.changes().canary("acme", Canary.of(50))));
        assertEquals("test.acme 1.1.0 serves", outcome(gateway.admin.changes().promote("acme")));
        assertEquals("1.1.0", gateway.listener.call("acme"));
        assertEquals("nobody", gateway.listener.callTrial("acme"));
    }

    @Test
    void aRollbackEndsTheTrialAndTakesItsJarAway() throws Exception {
        install("1.1.0", Optional.of(Canary.of(10)));
        assertEquals("test.acme 1.0.0 serves", outcome(gateway.admin.changes().rollback("acme", Optional.empty())));
        awaitNoTrial();
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("nobody", gateway.listener.callTrial("acme"));
        assertEquals(List.of("test.acme-1.0.0.jar"), files());
    }

    @Test
    void whatWasGivenUpStaysSoAfterARestartUntilItsOperatorSaysOtherwise() throws Exception {
        install("1.1.0", Optional.of(Canary.of(10)));
        gateway.host().giveUp(gateway.listener.tried(), "it failed more often");
        assertEquals("it failed more often", gateway.reason("acme", "1.1.0"));
        assertEquals("1.0.0", gateway.listener.call("acme"));
        awaitNoTrial();

        gateway.stop();
        gateway.start();
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("it failed more often", gateway.reason("acme", "1.1.0"));
        assertEquals("nobody", gateway.listener.callTrial("acme"));

        assertEquals(
                "test.acme 1.1.0 is on trial for 20% of the requests",
                outcome(gateway.admin.changes().canary("acme", Canary.of(20))));
        assertEquals("1.1.0", gateway.listener.callTrial("acme"));
    }

    @Test
    void aTrialGoesOnAfterARestart() throws Exception {
        install("1.1.0", Optional.of(Canary.of(10)));
        gateway.stop();
        gateway.start();
        gateway.awaitReport(report -> report.findCanary("acme").isPresent());
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("1.1.0", gateway.listener.callTrial("acme"));
    }

    @Test
    void aVersionThatDoesNotStartIsRefusedAndDisturbsNobody() throws Exception {
        Path jar = TestingBundle.plugin("acme", "1.1.0")
                .snippet("CONSTRUCTOR", "throw new IllegalStateException(\"no\");")
                .into(directory, "given.jar");
        String sentence = outcome(gateway.admin.changes().install(jar, Optional.of(Canary.of(10))));
        assertTrue(sentence.startsWith("test.acme 1.1.0 was refused: "), sentence);
        assertEquals("1.0.0", gateway.listener.call("acme"));
    }

    @Test
    void aFileThatMakesNoSensePromotesNothing() throws Exception {
        Files.writeString(gateway.bundles().resolve("test.acme.canary"), "share=lots");
        gateway.put(TestingBundle.plugin("acme", "1.1.0"), "acme-1.1.0.jar");
        assertEquals(
                "test.acme.canary: share: \"lots\" (expected: a number, such as 10)", gateway.reason("acme", "1.1.0"));
        assertEquals("1.0.0", gateway.listener.call("acme"));
    }

    @Test
    void withoutAVersionBelowThereIsNoTrial() throws IOException {
        Path other = TestingBundle.plugin("other", "1.0.0").into(directory, "other.jar");
        PluginFailure failure = assertThrows(
                PluginFailure.class, () -> gateway.admin.changes().install(other, Optional.of(Canary.of(10))));
        assertEquals(
                "test.other 1.0.0 cannot be tried: there is no version of it below that serves", failure.sentence());
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(gateway.bundles())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
