package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with an update, the version before goes on serving and the report says what is wrong. */
class FaultyBundleIT {
    @TempDir
    static Path directory;

    private static TestingHost gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new TestingHost(directory, Duration.ofSeconds(2));
        gateway.put(TestingBundle.plugin("acme", "1.0.0"), "acme.jar");
        gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void leavesTheOldVersionServing(Fault fault) throws Exception {
        gateway.put(fault.bundle(), "acme.jar");
        String reason = gateway.reason("acme", fault.version());
        assertEquals(fault.reason(), reason);
        assertEquals("1.0.0", gateway.listener.call("acme"));
        assertEquals("1.0.0", gateway.status("acme").version());
    }

    record Fault(String version, String reason, TestingBundle bundle) {
        @Override
        public String toString() {
            return version + ": " + reason;
        }
    }

    static List<Fault> faults() {
        return List.of(
                fault(
                        "2.0.1",
                        "the constructor of test.acme.TestPlugin failed: IllegalStateException: no licence",
                        "CONSTRUCTOR",
                        "throw new IllegalStateException(\"no licence\");"),
                fault(
                        "2.0.2",
                        "the constructor of test.acme.TestPlugin failed: StackOverflowError",
                        "CONSTRUCTOR",
                        "new TestPlugin();"),
                fault(
                        "2.0.3",
                        "starting test.acme 2.0.3 failed: UnsupportedOperationException: not today",
                        "METHOD",
                        "if (true) throw new UnsupportedOperationException(\"not today\");"),
                fault(
                        "2.0.4",
                        "its method routingStrategies() returned null (expected: a list without null)",
                        "METHOD",
                        "if (true) return null;"),
                fault(
                        "2.0.5",
                        "starting test.acme 2.0.5 did not end within 2 s and was abandoned",
                        "CONSTRUCTOR",
                        "try { Thread.sleep(1_000_000); } catch (InterruptedException e) { }"),
                fault(
                        "2.0.6",
                        "fails its self-check: the model file is missing",
                        "SELFCHECK",
                        "return Health.failed(\"the model file is missing\");"),
                fault(
                        "2.0.7",
                        "making acme failed: IllegalArgumentException: odd",
                        "SELFCHECK",
                        "throw new IllegalArgumentException(\"odd\");"),
                new Fault(
                        "2.1.1",
                        "does not fit: it needs org.example.tools 3.1.0 or later, which neither this gateway nor an"
                                + " installed bundle offers",
                        plugin("2.1.1").header("Import-Package", imports("org.example.tools;version=3.1,"))),
                new Fault(
                        "2.1.2",
                        "does not fit: it needs dev.switchboard.spi.chat 1.2.0 or later, but below 2.0.0, this gateway"
                                + " offers 1.0.0: it was built for a newer SDK; update the gateway or take an older version"
                                + " of the plugin",
                        plugin("2.1.2")
                                .header("Import-Package", imports("dev.switchboard.spi.chat;version=\"[1.2,2)\","))),
                new Fault(
                        "2.1.3",
                        "does not fit: it needs dev.switchboard.spi.chat 0.9.0 or later, but below 0.10.0, this gateway"
                                + " offers 1.0.0: it was built for an older SDK; take a newer version of the plugin",
                        plugin("2.1.3")
                                .header("Import-Package", imports("dev.switchboard.spi.chat;version=\"[0.9,0.10)\","))),
                new Fault(
                        "2.1.4",
                        "does not fit: it needs a gateway of plugin generation 2.0.0 or later, but below 3.0.0, this one"
                                + " is of generation 1.0.0",
                        plugin("2.1.4")
                                .header(
                                        "Require-Capability",
                                        TestingBundle.extender("(version>=2.0.0)(!(version>=3.0.0))"))),
                new Fault(
                        "2.1.5",
                        "does not fit: it needs Java 99, this gateway runs on Java 25",
                        plugin("2.1.5")
                                .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")),
                new Fault(
                        "2.2.1",
                        "names the class test.acme.Missing in its header Switchboard-Plugin, but that class cannot be"
                                + " loaded: the class test.acme.Missing is missing",
                        plugin("2.2.1").header("Switchboard-Plugin", "test.acme.Missing;id=acme")),
                new Fault(
                        "2.2.2",
                        "names the class test.acme.TestPlugin as its plugin, which does not implement"
                                + " dev.switchboard.spi.plugin.Plugin",
                        plugin("2.2.2").source("package test.acme; public class TestPlugin {}")),
                new Fault(
                        "2.2.3",
                        "names the class test.acme.TestPlugin as its plugin, which is not a public class with a public"
                                + " constructor without parameters: NoSuchMethodException: test.acme.TestPlugin.<init>()",
                        plugin("2.2.3")
                                .source("package test.acme; public class TestPlugin implements"
                                        + " dev.switchboard.spi.plugin.Plugin { TestPlugin() {} }")),
                new Fault(
                        "2.2.4",
                        "has an activator that failed: the class test.acme.NoActivator is missing",
                        plugin("2.2.4").header("Bundle-Activator", "test.acme.NoActivator")));
    }

    private static Fault fault(String version, String reason, String place, String code) {
        return new Fault(version, reason, plugin(version).snippet(place, code));
    }

    private static TestingBundle plugin(String version) {
        return TestingBundle.plugin("acme", version);
    }

    private static String imports(String more) {
        return TestingBundle.imports(more);
    }
}
