package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** One of the examples in Python, in a process of its own. */
record PythonService(Process process, String url) implements AutoCloseable {
    /** Starts it on a free port; the test is left out where there is no Python. */
    static PythonService start(Path script, Map<String, String> environment) throws IOException {
        boolean python = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, "python3").toFile().canExecute());
        Assumptions.assumeTrue(python, "there is no python3 on the path");
        ProcessBuilder builder =
                new ProcessBuilder("python3", script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String line = process.inputReader().readLine();
        assertTrue(line.startsWith("listening on "), line);
        return new PythonService(process, "http://127.0.0.1:" + line.substring("listening on ".length()) + "/");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
