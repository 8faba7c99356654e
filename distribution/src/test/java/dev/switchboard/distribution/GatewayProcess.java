package dev.switchboard.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the delivered {@code bin/switchboard} in a process of its own. Its output, both streams, is read at once. */
final class GatewayProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("callers at (http://[^ ]+)/v1");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private GatewayProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts a command in a working directory, without an AOT cache and without any variable of ours. */
    static GatewayProcess start(Path directory, String... words) throws IOException {
        return start(BundleFolder.HOME.resolve("bin/switchboard"), directory, Map.of(), words);
    }

    /** The same with another script than the delivered one, and with variables. */
    static GatewayProcess start(Path script, Path directory, Map<String, String> environment, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("_API_KEY") || name.startsWith("SWITCHBOARD_"));
        builder.environment().put("SWITCHBOARD_AOT", "off");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new GatewayProcess(builder.start());
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("output not read: " + e);
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** All that was printed so far. */
    synchronized String output() {
        return String.join("\n", lines) + "\n";
    }

    /** Waits for a line that contains a text and returns it. */
    synchronized String awaitLine(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (String line : lines) {
                if (line.contains(text)) {
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || !process.isAlive() && !reader.isAlive()) {
                throw new AssertionError("no line with \"" + text + "\" in:\n" + output());
            }
            wait(Math.min(left, 100));
        }
    }

    /** Waits until it serves, and returns where. */
    String awaitAddress() throws InterruptedException {
        Matcher address = ADDRESS.matcher(awaitLine("serves callers at"));
        if (!address.find()) {
            throw new AssertionError(output());
        }
        return address.group(1);
    }

    /** Sends SIGTERM; unlike {@link Process#destroy}, leaves the output open for its last words. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE)) {
            throw new AssertionError("still running:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
