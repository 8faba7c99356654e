package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles with and without a signature by a pinned key. */
class SignedBundleIT {
    private static final String CLASS = "test/acme/TestPlugin.class";
    private static final byte[] ACME_1 = TestingBundle.plugin("acme", "1.0.0").bytes();
    private static final byte[] ACME_2 = TestingBundle.plugin("acme", "2.0.0").bytes();

    @TempDir
    private Path directory;

    private TestingSigner vendor;

    @BeforeEach
    void makeKeys() throws Exception {
        vendor = TestingSigner.named("vendor", directory.resolve("keys"));
    }

    private TestingHost host(Trust.Mode mode) {
        return new TestingHost(
                directory.resolve("host"), Duration.ofSeconds(10), new Trust(mode, Set.of(vendor.key())));
    }

    @Test
    void onlyWhatAPinnedKeySignedRunsWhereThatIsRequired() throws Exception {
        try (TestingHost host = host(Trust.Mode.REQUIRE)) {
            host.start();
            put(host, "acme-1.jar", vendor.sign(ACME_1));
            PluginStatus status = host.awaitVersion("acme", "1.0.0");
            assertEquals("signed by the pinned key " + vendor.key(), status.provenance());

            put(host, "acme-2.jar", ACME_2);
            host.awaitReport(report -> report.ignored().stream()
                    .anyMatch(file -> file.file().equals("acme-2.jar")
                            && file.reason().contains("is not signed (")
                            && file.reason().contains("plugins.trusted-keys")));
            assertEquals("1.0.0", host.listener.call("acme"));
        }
    }

    @Test
    void whatNobodyTrustedSignedRunsButSaysSoWhereThatIsAWarning() throws Exception {
        try (TestingHost host = host(Trust.Mode.WARN)) {
            host.start();
            put(host, "acme-1.jar", ACME_1);
            assertTrue(host.awaitVersion("acme", "1.0.0").provenance().startsWith("not trusted: it is not signed ("));
        }
    }

    @Test
    void refusesAnotherKeyAndWhateverWasChangedAfterwards() throws Exception {
        Trust trust = new Trust(Trust.Mode.REQUIRE, Set.of(vendor.key()));
        TestingSigner other = TestingSigner.named("other", directory.resolve("keys"));
        byte[] signed = vendor.sign(ACME_1);

        assertRefused(trust, other.sign(ACME_1), "is signed by " + other.key() + ", which is not pinned");
        assertRefused(
                trust,
                TestingSigner.altered(signed, CLASS, SignedBundleIT::flipped),
                "has a signature that does not hold: ");
        assertRefused(
                trust,
                TestingSigner.altered(signed, "test/acme/Added.class", bytes -> new byte[] {1}),
                "is not signed (");
        assertRefused(
                trust,
                TestingSigner.altered(
                        signed,
                        "META-INF/MANIFEST.MF",
                        bytes -> new String(bytes, StandardCharsets.UTF_8)
                                .replace("Bundle-Version: 1.0.0", "Bundle-Version: 9.0.0")
                                .getBytes(StandardCharsets.UTF_8)),
                "has a signature that does not hold: ");
        assertEquals(
                "signed by the pinned key " + vendor.key(),
                trust.judge(BundleSignature.read(Files.write(directory.resolve("twice.jar"), other.sign(signed)))));
    }

    @Test
    void tellsOfAJarBeforeItIsInstalledWhoSignedItAndWhatItDeclares() throws Exception {
        PluginAdmin admin = new PluginAdmin(new HostSettings(
                directory.resolve("bundles"),
                directory.resolve("data"),
                Duration.ofSeconds(10),
                Duration.ofMillis(150),
                Duration.ofMillis(850),
                Duration.ofSeconds(2),
                5,
                new Trust(Trust.Mode.REQUIRE, Set.of(vendor.key()))));
        BundleVerification signed = admin.verify(Files.write(directory.resolve("signed.jar"), vendor.sign(ACME_1)));
        assertTrue(signed.mayRun());
        assertTrue(
                signed.words()
                        .startsWith("test.acme 1.0.0, plugin acme\n    signed by the pinned key " + vendor.key()
                                + "\n    declares nothing: it is not limited\n    has no SBOM\n    sha256 "),
                signed::words);
        BundleVerification unsigned = admin.verify(Files.write(directory.resolve("plain.jar"), ACME_1));
        assertFalse(unsigned.mayRun());
        assertTrue(unsigned.words().contains("not trusted: it is not signed ("), unsigned::words);
        assertTrue(admin.list().plugins().isEmpty());
        assertThrows(PluginFailure.class, () -> admin.verify(Files.writeString(directory.resolve("no.jar"), "no jar")));
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    private void assertRefused(Trust trust, byte[] jar, String sentence) throws Exception {
        BundleSignature signature = BundleSignature.read(Files.write(directory.resolve("some.jar"), jar));
        String reason =
                assertThrows(PluginFailure.class, () -> trust.judge(signature)).sentence();
        assertTrue(reason.startsWith(sentence), reason);
    }

    private static void put(TestingHost host, String file, byte[] jar) throws Exception {
        TestingBundle.put(jar, host.bundles(), file);
    }
}
