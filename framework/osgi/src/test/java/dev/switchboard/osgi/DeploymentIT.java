package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.leak.LeakProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentIT {
    private static final byte[] ACME_1 = TestingBundle.plugin("acme", "1.0.0").bytes();
    private static final byte[] ACME_2 = TestingBundle.plugin("acme", "2.0.0").bytes();

    @TempDir
    Path directory;

    private TestingHost gateway;

    @BeforeEach
    void prepare() {
        gateway = new TestingHost(directory);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void offersEverythingAtStartAsOneSet() throws IOException {
        put(ACME_1, "acme.jar");
        gateway.put(TestingBundle.plugin("beta", "1.0.0"), "beta.jar");
        gateway.start();
        assertEquals(List.of("[acme 1.0.0, beta 1.0.0]"), gateway.listener.offers);
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals(List.of("routing strategy acme"), gateway.status("acme").offers());
    }

    @Test
    void startsWhatWorksBesideWhatDoesNot() throws IOException {
        put(ACME_1, "acme.jar");
        gateway.put(
                TestingBundle.plugin("beta", "1.0.0").snippet("SELFCHECK", "return Health.failed(\"no model\");"),
                "beta.jar");
        gateway.put(
                TestingBundle.plugin("gamma", "1.0.0").snippet("CONSTRUCTOR", "throw new IllegalStateException();"),
                "gamma.jar");
        gateway.start();
        assertEquals(List.of("acme"), gateway.listener.serving());
        assertEquals(PluginState.FAILED, gateway.status("beta").state());
        assertEquals("fails its self-check: no model", gateway.status("beta").detail());
    }

    @Test
    void replacesAVersionByAHigherOneAndForgetsIt() throws Exception {
        put(ACME_1, "acme-1.jar");
        gateway.start();
        put(ACME_2, "acme-2.jar");
        gateway.awaitVersion("acme", "2.0.0");
        assertEquals("2.0.0", gateway.listener.call("acme"));
        gateway.awaitReport(report -> report.plugins().size() == 1);
        LeakProbe.assertCollected(gateway.listener.loaders.getFirst());
    }

    @Test
    void takesTogetherWhatComesShortlyAfterAChange() throws Exception {
        byte[] beta = TestingBundle.plugin("beta", "1.0.0").bytes();
        byte[] gamma = TestingBundle.plugin("gamma", "1.0.0").bytes();
        put(ACME_1, "acme.jar");
        gateway = TestingHost.pausing(directory, Duration.ofSeconds(2)).start();
        put(ACME_2, "acme.jar");
        gateway.awaitVersion("acme", "2.0.0");
        put(beta, "beta.jar");
        put(gamma, "gamma.jar");
        gateway.awaitVersion("gamma", "1.0.0");
        assertEquals(
                List.of("[acme 1.0.0]", "[acme 2.0.0]", "[acme 2.0.0, beta 1.0.0, gamma 1.0.0]"),
                gateway.listener.offers);
    }

    @Test
    void replacesTheSameVersionWithOtherBytes() throws Exception {
        put(ACME_1, "acme.jar");
        gateway.start();
        String before = gateway.status("acme").sha256();
        put(
                TestingBundle.plugin("acme", "1.0.0")
                        .snippet("ANSWER", "\"rebuilt\"")
                        .bytes(),
                "acme.jar");
        gateway.await("acme", status -> status.serves() && !status.sha256().equals(before));
        assertEquals("rebuilt", gateway.listener.call("acme"));
    }

    @Test
    void anOldVersionDrainsWhileTheNewOneServes() throws Exception {
        put(ACME_1, "acme.jar");
        gateway.start();
        try (TestingListener.Held _ = gateway.listener.hold("acme")) {
            put(ACME_2, "acme.jar");
            gateway.awaitVersion("acme", "2.0.0");
            assertEquals("2.0.0", gateway.listener.call("acme"));
            assertTrue(gateway.host().report().plugins().stream()
                    .anyMatch(status -> status.state() == PluginState.DRAINING
                            && status.version().equals("1.0.0")));
        }
        gateway.awaitReport(report -> report.plugins().size() == 1);
    }

    @Test
    void deletingAJarRemovesTheBundle() throws Exception {
        Path jar = put(ACME_1, "acme.jar");
        gateway.start();
        Files.delete(jar);
        gateway.awaitReport(report -> report.plugins().isEmpty());
        assertEquals(List.of(), gateway.listener.serving());
        LeakProbe.assertCollected(gateway.listener.loaders.getFirst());
    }

    @Test
    void aRefusedRemovalIsTriedAgainWhenAsked() throws Exception {
        Path jar = put(ACME_1, "acme.jar");
        gateway.start();
        gateway.listener.refusesRemovals = true;
        Files.delete(jar);
        PluginStatus status = gateway.await("acme", acme -> !acme.detail().isEmpty());
        assertEquals("its file is gone, but it cannot be removed: the configuration still names it", status.detail());
        assertEquals("1.0.0", gateway.listener.call("acme"));
        gateway.listener.refusesRemovals = false;
        gateway.host().reconsider();
        gateway.awaitReport(report -> report.plugins().isEmpty());
    }

    @Test
    void aJarThatIsBeingCopiedIsNotReadBeforeItIsComplete() throws Exception {
        put(ACME_1, "acme.jar");
        gateway.start();
        Path slow = gateway.bundles().resolve("acme-2.jar");
        Files.write(slow, Arrays.copyOf(ACME_2, ACME_2.length / 2));
        gateway.awaitReport(report -> report.ignored().stream()
                .anyMatch(file ->
                        file.file().equals("acme-2.jar") && file.reason().startsWith("is not a complete jar")));
        assertEquals("1.0.0", gateway.listener.call("acme"));
        Files.write(slow, ACME_2);
        gateway.awaitVersion("acme", "2.0.0");
        assertEquals(List.of("[acme 1.0.0]", "[acme 2.0.0]"), gateway.listener.offers);
    }

    @Test
    void aRunningBundleSurvivesThatItsFileIsOverwrittenWithRubbish() throws Exception {
        Path jar = put(ACME_1, "acme.jar");
        gateway.start();
        Files.write(jar, Arrays.copyOf(ACME_2, 1000));
        gateway.awaitReport(report -> !report.ignored().isEmpty());
        assertEquals("1.0.0", gateway.listener.call("acme"));

        gateway.stop();
        gateway.start();
        assertEquals("1.0.0", gateway.listener.call("acme"), "after a restart the last good version serves");
    }

    @Test
    void aJarWithAWrongChecksumIsNotTaken() throws Exception {
        byte[] damaged = ACME_2.clone();
        damaged[damaged.length / 2] ^= 1;
        gateway.start();
        put(damaged, "acme.jar");
        gateway.awaitReport(report -> !report.ignored().isEmpty());
        assertEquals(List.of(), gateway.listener.serving());
    }

    @Test
    void filesThatAreNoBundlesAreNoted() throws Exception {
        Files.createDirectories(gateway.bundles());
        Files.writeString(gateway.bundles().resolve("README.txt"), "hello");
        Files.writeString(gateway.bundles().resolve("text.jar"), "hello");
        gateway.put(TestingBundle.library("plain", "1.0.0").without("Bundle-SymbolicName"), "plain.jar");
        gateway.start();
        List<PluginReport.IgnoredFile> ignored = gateway.host().report().ignored();
        assertAll(
                () -> assertEquals(
                        "is ignored: its name does not end in .jar",
                        ignored.get(0).reason()),
                () -> assertTrue(ignored.get(1).reason().startsWith("is a jar but not a bundle"), ignored::toString),
                () -> assertTrue(ignored.get(2).reason().startsWith("is not a complete jar"), ignored::toString));
    }

    @Test
    void aSecondBundleWithAPluginsIdIsRefusedUntilTheFirstIsGone() throws Exception {
        Path first = put(ACME_1, "acme.jar");
        gateway.start();
        gateway.put(TestingBundle.plugin("acme", "1.5.0").header("Bundle-SymbolicName", "other.acme"), "other.jar");
        PluginStatus refused = gateway.await("other.acme", status -> status.state() == PluginState.FAILED);
        assertEquals(
                "has the plugin id 'acme', which already belongs to the bundle test.acme 1.0.0; remove one of the two",
                refused.detail());
        Files.delete(first);
        gateway.awaitVersion("other.acme", "1.5.0");
        assertEquals("1.5.0", gateway.listener.call("acme"));
    }

    @Test
    void aRenamedBundleTakesOverWithoutAGap() throws Exception {
        Path jar = put(ACME_1, "acme.jar");
        gateway.start();
        byte[] renamed = TestingBundle.plugin("acme", "1.5.0")
                .header("Bundle-SymbolicName", "other.acme")
                .bytes();
        Path beside = TestingBundle.put(renamed, directory, "renamed.jar");
        Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        gateway.awaitVersion("other.acme", "1.5.0");
        assertEquals(List.of("[acme 1.0.0]", "[acme 1.5.0]"), gateway.listener.offers);
    }

    @Test
    void replacingALibraryStartsItsUsersAnew() throws Exception {
        TestingBundle library = TestingBundle.library("tools", "1.0.0");
        gateway.put(library, "tools.jar");
        gateway.put(TestingBundle.plugin("acme", "1.0.0").using(library, "[1,3)"), "acme.jar");
        gateway.start();
        assertEquals("1.0.0", gateway.listener.call("acme"));
        gateway.put(TestingBundle.library("tools", "2.0.0"), "tools.jar");
        gateway.awaitVersion("test.tools", "2.0.0");
        assertEquals("2.0.0", gateway.listener.call("acme"));
        gateway.awaitReport(report -> report.plugins().size() == 2);
        LeakProbe.assertCollected(gateway.listener.loaders.getFirst());
    }

    @Test
    void aLibraryThatDoesNotFitItsUsersIsRefused() throws Exception {
        TestingBundle library = TestingBundle.library("tools", "1.0.0");
        gateway.put(library, "tools.jar");
        gateway.put(TestingBundle.plugin("acme", "1.0.0").using(library, "[1,2)"), "acme.jar");
        gateway.start();
        gateway.put(TestingBundle.library("tools", "2.0.0"), "tools.jar");
        assertEquals(
                "test.acme 1.0.0, which uses it, does not fit: it needs test.tools 1.0.0 or later, but below 2.0.0,"
                        + " the bundle test.tools 2.0.0 offers 2.0.0",
                gateway.reason("test.tools", "2.0.0"));
        assertEquals("1.0.0", gateway.listener.call("acme"));
        Files.delete(gateway.bundles().resolve("tools.jar"));
        PluginStatus kept =
                gateway.await("test.tools", status -> !status.detail().isEmpty());
        assertTrue(kept.detail().contains("test.acme 1.0.0, which uses it"), kept::toString);
        assertEquals("1.0.0", gateway.listener.call("acme"));
    }

    @Test
    void aBundleThatLacksALibraryStartsWhenTheLibraryComes() throws Exception {
        TestingBundle library = TestingBundle.library("tools", "1.0.0");
        gateway.put(TestingBundle.plugin("acme", "1.0.0").using(library, "[1,2)"), "acme.jar");
        gateway.start();
        assertEquals(
                "does not fit: it needs test.tools 1.0.0 or later, but below 2.0.0, which neither this gateway nor an"
                        + " installed bundle offers",
                gateway.status("acme").detail());
        gateway.put(library, "tools.jar");
        gateway.awaitVersion("acme", "1.0.0");
        assertEquals("1.0.0", gateway.listener.call("acme"));
    }

    @Test
    void takesTheNextBestAtStartWhenTheBestDoesNotWork() throws IOException {
        put(ACME_1, "acme-1.jar");
        gateway.put(
                TestingBundle.plugin("acme", "2.0.0").snippet("CONSTRUCTOR", "throw new IllegalStateException();"),
                "acme-2.jar");
        gateway.start();
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("2.0.0", gateway.status("acme").rejected().getFirst().version());
    }

    @Test
    void twoGatewaysDoNotShareADataDirectory() {
        gateway.start();
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> PluginHost.start(gateway.settings, new TestingListener()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("another gateway uses the data directory"));
    }

    @Test
    void closingRetiresEverythingAndLeavesNoClasses() throws Exception {
        put(ACME_1, "acme.jar");
        gateway.start();
        gateway.stop();
        LeakProbe.assertCollected(gateway.listener.loaders.getFirst());
        assertFalse(gateway.admin.isRunning());
    }

    @Test
    void aHangingStartIsAbandoned() throws Exception {
        gateway.close();
        gateway = new TestingHost(directory.resolve("impatient"), Duration.ofMillis(700));
        put(ACME_1, "acme.jar");
        gateway.start();
        gateway.put(
                TestingBundle.plugin("acme", "2.0.0")
                        .snippet(
                                "CONSTRUCTOR",
                                "while (System.getProperty(\"test.hang.over\") == null) Thread.onSpinWait();"),
                "acme.jar");
        try {
            assertEquals(
                    "starting test.acme 2.0.0 did not end within 700 ms and was abandoned",
                    gateway.reason("acme", "2.0.0"));
            assertEquals("1.0.0", gateway.listener.call("acme"));
        } finally {
            System.setProperty("test.hang.over", "true");
        }
    }

    private Path put(byte[] jar, String file) throws IOException {
        return TestingBundle.put(jar, gateway.bundles(), file);
    }
}
