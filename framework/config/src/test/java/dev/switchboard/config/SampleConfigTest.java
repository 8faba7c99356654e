package dev.switchboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.schema.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample that people start from must be right, also in what it has commented out. */
class SampleConfigTest {
    private static final Path SAMPLE = Path.of("../../distribution/conf/switchboard.yaml");

    @TempDir
    Path folder;

    private static GatewayConfig load(Path file, Map<String, String> environment) {
        return ConfigLoader.ofFile(file, environment, List.of()).load(List.of()).gateway();
    }

    @Test
    void theSampleBindsAsItIs() {
        assertEquals(
                List.of("demo"), List.copyOf(load(SAMPLE, Map.of()).models().keySet()));
    }

    @Test
    void theSampleBindsWithEveryCommentTakenAway() throws IOException {
        String uncommented = Files.readString(SAMPLE)
                .lines()
                .skip(7)
                .map(line -> line.matches("\\s*# ( *(- )?(\"[^\"]*\"|[a-z0-9-]+):( .*)?| *#.*)")
                        ? line.replaceFirst("# ", "")
                        : line)
                .reduce("", (all, line) -> all + line + "\n");
        Path file = Files.writeString(folder.resolve("all.yaml"), uncommented);
        Map<String, String> environment = Map.of(
                "SWITCHBOARD_OPERATOR_KEY", "sk-fake-operator",
                "TEAM_A_KEY", "sk-fake-team-a",
                "OPENAI_API_KEY", "sk-fake-openai",
                "GROQ_API_KEY", "gsk-fake-groq");
        GatewayConfig config = load(file, environment);
        assertEquals(
                List.of("demo", "gpt-4o", "openai/*"),
                List.copyOf(config.models().keySet()));
        assertEquals(3.0, config.models().get("gpt-4o").targets().getFirst().weight());
        assertEquals("team-a", config.keys().statics().getFirst().name());
        assertTrue(config.server().tls().isPresent());
        assertEquals(1, config.callbacks().size());
    }
}
