package dev.switchboard.testing.cross;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A translated session of an agent is read from the provider's prompt cache as a direct one is. */
class PromptCacheTest {
    private static final double OF_DIRECT = 0.995;
    private static final int ENOUGH = 50;

    @TestFactory
    Stream<DynamicTest> readsAsMuchAsADirectSession() {
        return CrossGateway.pairs((caller, behind) -> {
            PrefixCache direct = new PrefixCache();
            PrefixCache translated = new PrefixCache();
            for (AgentSession.Step step : AgentSession.play(caller, behind)) {
                direct.take(caller, step.sent().utf8());
                translated.take(behind, step.received().utf8());
            }
            assertTrue(translated.readable() > ENOUGH, "blocks: " + translated.readable());
            assertTrue(
                    translated.share() >= OF_DIRECT * direct.share(),
                    () -> "direct: " + direct.share() + ", translated: " + translated.share());
        });
    }

    /** Orders that a process makes up when it starts must not show. */
    @Test
    void theSameSessionHasTheSameBytesAfterARestart() throws IOException, InterruptedException {
        List<String> first = playInAProcess();
        assertEquals(ChatFormat.values().length * ChatFormat.values().length, first.size(), first::toString);
        assertEquals(first, playInAProcess());
    }

    private static List<String> playInAProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentSession.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor());
        return lines;
    }
}
