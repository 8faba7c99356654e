package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.launcher.command.CommandLine;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the first page tells people to type, as they would: from the clone's own script in an empty folder. Ports are chosen by the
 * system here. The programs in Python and JavaScript need their vendors' libraries, which {@code interop/run} installs.
 */
class ReadmeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TOOLS = ROOT.resolve("interop/target");
    private static final String ADDRESS = "http://127.0.0.1:4000";

    @TempDir
    private Path folder;

    private static String block(String language, String beginning) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(" + Pattern.quote(beginning) + ".*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(block.find(), "README.md has no " + language + " that begins with " + beginning);
        return block.group(1);
    }

    /** Starts it in the folder. The distribution is new, so that there is nothing to build: a build would be one inside a build. */
    private GatewayProcess run() throws IOException {
        String command = block("sh", "./switchboard run").lines().findFirst().orElseThrow();
        assertEquals(
                "./switchboard run", command.substring(0, command.indexOf('#')).strip());
        Path mvn = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\necho 'the sources are newer than the distribution' >&2\nexit 1\n");
        assertTrue(mvn.toFile().setExecutable(true));
        Map<String, String> path = Map.of("PATH", mvn.getParent() + ":" + System.getenv("PATH"));
        return GatewayProcess.start(
                ROOT.resolve("switchboard"), folder, path, "run", "--port", "0", "--admin-port", "0");
    }

    private String shell(String command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> errors() + output);
        return output;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void theCallIsAnsweredAsItIsShown() throws Exception {
        try (GatewayProcess gateway = run()) {
            String call = block("sh", "curl").replace(ADDRESS, gateway.awaitAddress());
            JsonValue reply = JsonValue.parse(Bytes.utf8(shell(call, Map.of())));
            JsonValue shown =
                    JsonValue.parse(Bytes.utf8(block("json", "{\"id\"").replace("\n", "")));
            assertShown(shown, reply, "");
        }
    }

    /** All that is shown is there; there may be more. */
    private static void assertShown(JsonValue shown, JsonValue reply, String path) {
        if (shown.isObject()) {
            shown.members().forEach((name, value) -> assertShown(value, reply.get(name), path + "." + name));
        } else if (shown.isArray()) {
            assertEquals(shown.elements().size(), reply.elements().size(), path);
            for (int i = 0; i < shown.elements().size(); i++) {
                assertShown(shown.elements().get(i), reply.elements().get(i), path + "[" + i + "]");
            }
        } else {
            assertEquals(shown.text(), reply.text(), path);
        }
    }

    @Test
    void theProgramInPythonIsAnswered() throws Exception {
        Path python = TOOLS.resolve("python/bin/python");
        assumeTrue(Files.exists(python), () -> "no " + python + " (interop/run makes it)");
        try (GatewayProcess gateway = run()) {
            String program = block("python", "from openai").replace(ADDRESS, gateway.awaitAddress());
            Files.writeString(folder.resolve("program.py"), program);
            assertTrue(shell(python + " program.py", Map.of()).contains("You said: Hello"));
        }
    }

    @Test
    void theProgramInJavaScriptIsAnswered() throws Exception {
        Path modules = TOOLS.resolve("node_modules/openai");
        assumeTrue(Files.exists(modules), () -> "no " + modules + " (interop/run makes it)");
        try (GatewayProcess gateway = run()) {
            String program = block("js", "import OpenAI").replace(ADDRESS, gateway.awaitAddress());
            Files.writeString(folder.resolve("program.mjs"), program);
            Files.createSymbolicLink(folder.resolve("node_modules"), TOOLS.resolve("node_modules"));
            String key = Files.readString(folder.resolve("data/operator.key")).strip();
            assertTrue(shell("node program.mjs", Map.of("SWITCHBOARD_KEY", key)).contains("You said: Hello"));
        }
    }

    @Test
    void everyBundleOfTheTableIsDelivered() throws IOException {
        Matcher row = Pattern.compile(
                        "^\\| \\[[^]]+]\\((plugins/[a-z-]+/[a-z-]+)/README\\.md\\) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        Set<String> listed = new TreeSet<>();
        while (row.find()) {
            String pom = Files.readString(ROOT.resolve(row.group(1)).resolve("pom.xml"));
            String own = pom.substring(pom.indexOf("</parent>"));
            listed.add(own.replaceFirst("(?s).*?<artifactId>switchboard-([a-z-]+)</artifactId>.*", "$1"));
        }
        assertEquals(listed, new TreeSet<>(BundleFolder.names()));
    }

    @Test
    void theConfigurationIsInOrder() throws Exception {
        Path file = Files.writeString(folder.resolve("switchboard.yaml"), block("yaml", "keys:"));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of(
                "WEB_SHOP_KEY", "sk-fake-shop", "OPENAI_API_KEY", "sk-fake-openai", "GROQ_API_KEY", "gsk-fake-groq");
        String bundles = BundleFolder.HOME.resolve("bundles").toString();
        int code = new CommandLine(out, out, environment)
                .run(List.of(
                        "check",
                        "--config",
                        file.toString(),
                        "--bundles",
                        bundles,
                        "--data",
                        folder.resolve("data").toString()));
        assertEquals(0, code, printed::toString);
    }
}
