package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process wrote before it was killed with SIGKILL is there afterwards, once, and what it began, too. */
class LedgerKillTest {
    private static final int ROUNDS = 3;
    private static final int LINES = 6_000;

    @TempDir
    private Path root;

    /** What the process said before it died; its last line may be torn. */
    private record Said(Set<String> begun, Set<String> ended) {}

    private static Said killWriter(Path root) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingWriter.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Said said = new Said(new HashSet<>(), new HashSet<>());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < LINES; i++) {
                String[] words = lines.readLine().split(" ", 2);
                (words[0].equals("begun") ? said.begun() : said.ended()).add("x-" + words[1] + "-1");
            }
            writer.destroyForcibly();
            assertTrue(writer.waitFor() != 0);
        }
        return said;
    }

    @Test
    void nothingThatWasWrittenIsLostOrTwice() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            Path directory = root.resolve("round-" + round);
            Said said = killWriter(directory);
            TestingSink sink = new TestingSink();
            TestingAlarm alarm = new TestingAlarm();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                    Ledger ledger = Ledger.open(directory, LedgerOptions.DEFAULT, sink, threads, alarm)) {
                assertTrue(ledger.awaitStored(Duration.ofSeconds(60)));
            }
            Map<String, AttemptStatus> rows = new HashMap<>();
            sink.rows().forEach(row -> rows.put(row.id(), row.status()));
            assertEquals(0, sink.repeated());
            Set<String> missing = new HashSet<>(said.begun());
            missing.removeAll(rows.keySet());
            assertEquals(Set.of(), missing, "what began is there");
            said.ended().forEach(id -> assertEquals(AttemptStatus.COMPLETED, rows.get(id), id));
            assertTrue(rows.containsValue(AttemptStatus.ERROR), "what never ended is there as what was presumed");
            assertTrue(!alarm.heard().contains("raised ENTRIES_LOST"), alarm.heard()::toString);
        }
    }
}
