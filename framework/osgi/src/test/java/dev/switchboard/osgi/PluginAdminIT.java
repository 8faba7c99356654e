package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PluginAdminIT {
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
    void installsUpdatesRollsBackAndRemovesInARunningGateway() throws Exception {
        gateway.start();
        assertEquals("test.acme 1.0.0 serves", done(gateway.admin.changes().install(jar(ACME_1))));
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("test.acme 2.0.0 serves", done(gateway.admin.changes().install(jar(ACME_2))));
        assertEquals("2.0.0", gateway.listener.call("acme"));
        assertEquals(
                List.of("1.0.0"),
                gateway.admin.list().find("acme").orElseThrow().kept().stream()
                        .map(PluginStatus.KeptVersion::version)
                        .toList());

        assertEquals("test.acme 1.0.0 serves", done(gateway.admin.changes().rollback("acme", Optional.empty())));
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("test.acme 2.0.0 serves", done(gateway.admin.changes().rollback("acme", Optional.of("2.0.0"))));
        assertEquals("2.0.0", gateway.listener.call("acme"));

        assertEquals("test.acme 2.0.0 is removed", done(gateway.admin.changes().remove("test.acme")));
        assertEquals(List.of(), gateway.listener.serving());
    }

    @Test
    void whatOneUserInstallsTheGatewaysUserCanRead() throws Exception {
        gateway.start();
        Path upload = jar(ACME_1);
        Files.setPosixFilePermissions(upload, PosixFilePermissions.fromString("rw-------"));
        done(gateway.admin.changes().install(upload));

        Path usual = Files.createFile(directory.resolve("usual"));
        for (Path place : List.of(gateway.bundles(), directory.resolve("data/bundle-store"))) {
            try (Stream<Path> files = Files.list(place)) {
                Path jar = files.filter(file -> file.toString().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow();
                assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(jar), jar.toString());
            }
        }
    }

    @Test
    void aBuildIsToldFromAnotherOfItsVersionByItsDigest() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        String first = gateway.admin.list().find("acme").orElseThrow().build();
        assertEquals("1.0.0", first);
        byte[] rebuilt = TestingBundle.plugin("acme", "1.0.0")
                .snippet("CONSTRUCTOR", "System.getProperty(\"rebuilt\");")
                .bytes();
        done(gateway.admin.changes().install(jar(rebuilt)));

        PluginStatus status = gateway.admin.list().find("acme").orElseThrow();
        PluginStatus.KeptVersion kept = status.kept().getFirst();
        assertEquals("1.0.0@" + status.sha256().substring(0, 8), status.build());
        String build = status.build(kept.version(), kept.sha256());
        assertEquals("1.0.0@" + kept.sha256().substring(0, 8), build);

        done(gateway.admin.changes().rollback("acme", Optional.of(build)));
        assertEquals(
                kept.sha256(), gateway.admin.list().find("acme").orElseThrow().sha256());
        assertThrows(
                PluginFailure.class, () -> gateway.admin.changes().rollback("acme", Optional.of("1.0.0@00000000")));
    }

    @Test
    void tellsWhyAnInstallationWasRefused() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        byte[] broken = TestingBundle.plugin("acme", "3.0.0")
                .snippet("CONSTRUCTOR", "throw new IllegalStateException(\"no licence\");")
                .bytes();
        Outcome outcome = gateway.admin.await(gateway.admin.changes().install(jar(broken)), Duration.ofSeconds(30));
        assertEquals(
                new Outcome.Refused("test.acme 3.0.0 was refused: the constructor of test.acme.TestPlugin failed:"
                        + " IllegalStateException: no licence; 1.0.0 goes on serving"),
                outcome);
        PluginStatus status = gateway.admin.list().find("acme").orElseThrow();
        assertEquals(PluginState.READY, status.state());
        assertEquals("3.0.0", status.rejected().getFirst().version());
    }

    @Test
    void whatEndedTheProcessIsSetAsideUntilItIsTriedAgain() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        gateway.stop();
        Path second = TestingBundle.put(ACME_2, gateway.bundles(), "acme-2.jar");
        Candidate killer = new JarInspector(new BundleStore(directory.resolve("other"), 1), Trust.OFF).inspect(second);
        Files.writeString(gateway.settings.journalDirectory().resolve(killer.sha256() + ".starting"), killer.key());

        gateway.start();
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals(StartJournal.reason(killer), gateway.reason("acme", "2.0.0"));
        gateway.host().reconsider();
        assertEquals(StartJournal.reason(killer), gateway.reason("acme", "2.0.0"), "whatever else changes");
        assertEquals("1.0.0", gateway.listener.call("acme"));

        assertEquals("test.acme 2.0.0 serves", done(gateway.admin.changes().retry("acme")));
        gateway.stop();
        gateway.start();
        assertEquals("2.0.0", gateway.listener.call("acme"));
    }

    @Test
    void undoesARemovalThatWasRefusedAndTellsWhy() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        gateway.listener.refusesRemovals = true;
        Outcome outcome = gateway.admin.await(gateway.admin.changes().remove("acme"), Duration.ofSeconds(30));
        assertEquals(
                new Outcome.Refused(
                        "test.acme 1.0.0 goes on serving, it cannot be removed: the" + " configuration still names it"),
                outcome);
        // Its file is back, so that the next start finds it too, and the removal is no longer spoken of.
        assertEquals("", gateway.admin.list().find("acme").orElseThrow().detail());
        assertEquals("test.acme 1.0.0 serves", done(gateway.admin.changes().install(jar(ACME_1))));
    }

    @Test
    void worksWithoutARunningGateway() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        done(gateway.admin.changes().install(jar(ACME_2)));
        gateway.stop();

        assertFalse(gateway.admin.isRunning());
        assertInstanceOf(
                Outcome.Pending.class,
                gateway.admin.await(gateway.admin.changes().rollback("acme", Optional.empty()), Duration.ofSeconds(1)));
        PluginStatus stopped = gateway.admin.list().find("acme").orElseThrow();
        assertEquals(PluginState.STOPPED, stopped.state());
        assertEquals("1.0.0", stopped.version());
        assertEquals("install test.acme 1.0.0 from test.acme-1.0.0.jar", gateway.admin.plan());

        gateway.start();
        assertEquals("1.0.0", gateway.listener.call("acme"));
    }

    @Test
    void refusesWhatCannotBeDoneAndNamesWhatCan() throws Exception {
        gateway.admin.changes().install(jar(ACME_2));
        assertFailure(
                "no bundle or plugin is called 'acne'; the bundle directory holds: test.acme",
                () -> gateway.admin.changes().remove("acne"));
        assertFailure(
                "no version below 2.0.0 of test.acme is kept; kept are: nothing",
                () -> gateway.admin.changes().rollback("acme", Optional.empty()));
        assertFailure(
                "no version 7 of test.acme is kept; kept are: nothing",
                () -> gateway.admin.changes().rollback("acme", Optional.of("7")));
        assertFailure(
                "test.acme 1.0.0 is older than test.acme 2.0.0, which is in the bundle directory; the highest version"
                        + " runs. To go back, use: rollback test.acme 1.0.0, or remove test.acme first",
                () -> gateway.admin.changes().install(jar(ACME_1)));
        assertFailure(
                directory.resolve("none.jar") + " is not a file",
                () -> gateway.admin.changes().install(directory.resolve("none.jar")));
    }

    @Test
    void rehearsesWithoutChangingAnything() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        Path next = jar(ACME_2);

        assertEquals(
                "update test.acme 1.0.0 to 2.0.0 from test.acme-2.0.0.jar\n    declares nothing: it is not limited",
                gateway.admin.rehearse(new PluginAction("install", "", changes -> changes.install(next))));
        assertEquals(
                "remove test.acme 1.0.0",
                gateway.admin.rehearse(new PluginAction("remove", "acme", changes -> changes.remove("acme"))));

        assertEquals("nothing to do", gateway.admin.plan());
        assertEquals(List.of(), gateway.admin.history());
        assertEquals("1.0.0", gateway.listener.call("acme"));
    }

    @Test
    void keepsAPinnedVersionWhateverComes() throws Exception {
        gateway.start();
        done(gateway.admin.changes().install(jar(ACME_1)));
        assertEquals("test.acme 1.0.0 serves", done(gateway.admin.changes().pin("acme", Optional.empty())));
        assertFailure(
                "test.acme is pinned to 1.0.0; to change that, use: unpin test.acme",
                () -> gateway.admin.changes().install(jar(ACME_2)));

        gateway.put(TestingBundle.plugin("acme", "2.0.0"), "by-hand.jar");
        gateway.awaitReport(report -> report.ignored()
                .contains(new PluginReport.IgnoredFile(
                        "by-hand.jar", "is passed over: test.acme is pinned to 1.0.0 (plugins unpin test.acme)")));
        assertEquals("1.0.0", gateway.listener.call("acme"));

        assertEquals("test.acme 2.0.0 serves", done(gateway.admin.changes().unpin("acme")));
        assertEquals("test.acme 1.0.0 serves", done(gateway.admin.changes().pin("acme", Optional.of("1.0.0"))));
        assertEquals("test.acme 1.0.0 is removed", done(gateway.admin.changes().remove("acme")));
        assertEquals(List.of(), gateway.listener.serving());
        assertFailure(
                "no bundle or plugin is called 'acme'; the bundle directory holds: nothing",
                () -> gateway.admin.changes().unpin("acme"));
    }

    @Test
    void writesDownWhoDidWhatAndWhatCameOfIt() throws Exception {
        gateway.start();
        Path jar = jar(ACME_1);
        gateway.admin.carryOut(
                new PluginAction("install", "acme.jar", changes -> changes.install(jar)),
                "alice",
                Duration.ofSeconds(30));
        assertFailure(
                "no version below 1.0.0 of test.acme is kept; kept are: nothing",
                () -> gateway.admin.carryOut(
                        new PluginAction("rollback", "acme", changes -> changes.rollback("acme", Optional.empty())),
                        "bob",
                        Duration.ofSeconds(30)));

        assertEquals(
                List.of(
                        "alice install test.acme 1.0.0: test.acme 1.0.0 serves",
                        "bob rollback acme: not done: no version below 1.0.0 of test.acme is kept; kept are: nothing"),
                gateway.admin.history().stream()
                        .map(event -> event.who() + " " + event.verb() + " " + event.subject() + ": " + event.outcome())
                        .toList());
    }

    private String done(PluginChange change) throws InterruptedException {
        return assertInstanceOf(Outcome.Done.class, gateway.admin.await(change, Duration.ofSeconds(30)))
                .sentence();
    }

    private Path jar(byte[] content) throws IOException {
        return TestingBundle.put(content, directory.resolve("downloads"), "plugin.jar");
    }

    private static void assertFailure(String sentence, Executable work) {
        assertEquals(sentence, assertThrows(PluginFailure.class, work).sentence());
    }
}
