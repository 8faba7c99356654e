package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.launcher.command.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each verb over the delivered bundles: what it prints and what it returns; no mistake of a user ends in a stack trace. */
class CommandLineIT {
    private static final String GOOD = """
            providers: {demo: {type: mock}}
            models: {demo: {targets: [{provider: demo, model: demo}]}}
            server: {port: 4567}
            """;

    @TempDir
    private Path directory;

    private BundleFolder bundles;

    @BeforeEach
    void copy() throws IOException {
        bundles = BundleFolder.in(directory);
    }

    @Test
    void versionIsThatOfTheBuild() {
        String name = BundleFolder.HOME.getFileName().toString();
        call(0, "Switchboard " + name.substring(name.indexOf('-') + 1), "version");
    }

    @Test
    void helpAndNothing() {
        call(0, "Usage: switchboard COMMAND", "--help");
        call(2, "Usage: switchboard COMMAND");
    }

    @Test
    void mistakesOnTheCommandLine() {
        call(2, "unknown command \"serve\" (known: run,", "serve");
        call(2, "unknown flag --prot (known: --config", "run", "--prot", "1");
        call(2, "--port needs a value", "run", "--port");
        call(
                2,
                "--port 99999 is no port (expected: 1 to 65535, or 0 for any that is free); write --port 4000",
                "run",
                "--port",
                "99999");
        call(2, "--admin-port x is no port (expected:", "check", "--admin-port=x");
        call(2, "seven", "run", "--port", "seven");
        call(2, "unexpected \"twice\"", "run", "twice");
        call(
                2,
                "missing.yaml",
                "check",
                "--config",
                directory.resolve("missing.yaml").toString());
        call(
                2,
                "unknown \"upgrade\" (known: list, history, sbom, verify, install, canary,"
                        + " promote, retry, remove, rollback, pin, unpin)",
                "plugins",
                "upgrade");
        call(2, "expected FILE.jar", "plugins", "install");
    }

    @Test
    void mistakesAreFoundBeforeABundleIsStarted() throws IOException {
        Path data = directory.resolve("data");
        call(2, "seven", "run", "--port", "seven", "--data", data.toString());
        call(2, "no such file", "run", "--config", "missing.yaml", "--data", data.toString());
        call(2, "prot", "run", "--config", config("server: {prot: 1}\n"), "--data", data.toString());
        call(2, "seven", "run", "--config", config("model_list: []\n"), "--port", "seven", "--data", data.toString());
        assertFalse(Files.exists(data), "a bundle host was started");
    }

    @Test
    void directoriesThatCannotBeUsed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        call(1, file.toString(), "run", "--port", "0", "--admin-port", "0", "--data", file.toString());
        call(1, file.toString(), "plugins", "list", "--data", file.toString());
    }

    @Test
    void trainsWithWhatIsDelivered() {
        Path config = BundleFolder.HOME.resolve("lib/training.yaml");
        call(0, "Trained.", "train", "--config", config.toString());
    }

    @Test
    void checksConfigurations() throws IOException {
        call(0, "", "check", "--config", config(GOOD));
        String problems = call(2, "2 problems", "check", "--config", config("""
                providers: {demo: {type: moc}, other: {type: mock, dely: 3s}}
                """));
        assertTrue(problems.contains("mock"), problems);
        assertTrue(problems.contains("dely"), problems);
        String all = call(2, "4 problems", "check", "--config", config("""
                server: {prot: 1}
                providers: {demo: {type: mock, dely: 3s}}
                models: {demo: {targets: [{provider: nobody, model: demo}], strategy: wieghted}}
                """));
        for (String part : List.of("prot", "dely", "'nobody' is not configured", "'wieghted'")) {
            assertTrue(all.contains(part), all);
        }
        call(2, "'nobody' is not configured under providers", "check", "--config", config("""
                models: {demo: {targets: [{provider: nobody, model: demo}]}}
                """));
        call(2, "switchboard.yaml:", "check", "--config", config("providers: [\n"));
    }

    @Test
    void explainsWhereAValueComesFrom() throws IOException {
        String config = config(GOOD);
        String line = call(0, "server.port = 4567", "config", "explain", "server.port", "--config", config);
        assertTrue(line.contains("switchboard.yaml:3"), line);
        call(0, "flag --port", "config", "explain", "server.port", "--config", config, "--port", "4999");
        call(2, "no setting \"server.prot\"", "config", "explain", "server.prot", "--config", config);
        String stored = config(GOOD + "accounts: {}\n");
        call(0, "GET /config/explain on its admin port", "config", "explain", "server.port", "--config", stored);
        call(2, "GET /config/explain on its admin port", "config", "explain", "models.x", "--config", stored);
    }

    @Test
    void listsInstallsRollsBackAndRemoves() throws IOException {
        call(0, "dev.switchboard.provider.mock               1.0.0  stopped", "plugins", "list");
        Path jar = Files.write(
                directory.resolve("newer.jar"),
                Edition.of("provider-mock", "1.1.0").bytes());
        call(0, "install dev.switchboard.provider.mock 1.1.0 from", "plugins", "install", "--dry-run", jar.toString());
        call(0, "Nothing was done yet.", "plugins", "history");
        call(0, "", "plugins", "install", jar.toString());
        call(0, " install dev.switchboard.provider.mock 1.1.0: ", "plugins", "history");
        call(0, "1.1.0  stopped", "plugins", "list");
        call(0, "", "plugins", "rollback", "provider-mock");
        call(0, "", "plugins", "remove", "provider-mock");
        assertFalse(call(0, "provider.openai", "plugins", "list").contains("provider.mock "));
        call(1, "no bundle or plugin is called 'provider-mock'", "plugins", "remove", "provider-mock");
        call(0, "\"name\":\"re2j\"", "plugins", "sbom", "guardrail-patterns");
        call(2, "plugins sbom: expected NAME", "plugins", "sbom");
        call(1, "no.jar", "plugins", "install", directory.resolve("no.jar").toString());
    }

    @Test
    void exportsAndImportsTheStoreOfTheAccounts() throws IOException {
        String config = config("accounts: {}\n");
        String file = directory.resolve("store.jsonl").toString();
        call(2, "store: expected a word (known: export, import, rotate-key)", "store", "--config", config);
        call(2, "store: unknown \"move\" (known: export, import, rotate-key)", "store", "move");
        call(2, "store export: expected FILE", "store", "export");
        call(1, "no accounts", "store", "export", file, "--config", config("server: {port: 4567}\n"));
        config("accounts: {}\n");
        call(1, "There is no embedded store", "store", "export", file, "--config", config);
        assertFalse(Files.exists(Path.of(file)), "half a file");
        call(1, "Nothing was imported", "store", "import", config, "--config", config);
        call(0, "0 rows are in " + file, "store", "export", file, "--config", config);
        call(1, "exists already", "store", "export", file, "--config", config);
        call(0, "0 rows were read from " + file, "store", "import", file, "--config", config);
    }

    private String config(String yaml) throws IOException {
        return Files.writeString(directory.resolve("switchboard.yaml"), yaml).toString();
    }

    private String call(int code, String expected, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (words.length > 1) {
            addMissing(line, "--bundles", bundles.path());
            addMissing(line, "--data", directory.resolve("data"));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int returned = run(line, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String output = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(code, returned, () -> line + " printed:\n" + output);
        assertTrue(output.contains(expected), () -> line + " printed:\n" + output + "(expected: " + expected + ")");
        assertFalse(output.contains("\tat ") || output.contains("Exception"), output);
        return output;
    }

    private static void addMissing(List<String> line, String flag, Path value) {
        if (!line.contains(flag) && !line.getLast().startsWith("--")) {
            line.addAll(List.of(flag, value.toString()));
        }
    }

    private static int run(List<String> line, PrintStream out) {
        try {
            return new CommandLine(out, out, Map.of()).run(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
