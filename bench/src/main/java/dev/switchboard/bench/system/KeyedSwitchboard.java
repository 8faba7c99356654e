package dev.switchboard.bench.system;

import dev.switchboard.bench.load.Format;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Switchboard with accounts, whose caller's key and team have five budgets and three limits of rates together, and many other
 * keys like it. The first key is made over the admin port; the others are copies of its row, by way of an export and an import.
 */
final class KeyedSwitchboard {
    static final String KEY = "sk-fake-bench-of-accounts";

    private static final String OPERATOR = "sk-fake-operator";
    private static final String TEAM = """
            {"team_id":"bench","max_budget":1000000,"budget_duration":"1mo",\
            "budget_limits":[{"max_budget":100000,"budget_duration":"1d"}],"rpm_limit":100000000}""";
    private static final String CALLER = """
            {"key":"%s","key_alias":"bench","team_id":"bench","max_budget":1000000,"budget_duration":"1mo",\
            "budget_limits":[{"max_budget":100000,"budget_duration":"1h"},{"max_budget":100000,"budget_duration":"1d"}],\
            "rpm_limit":100000000,"tpm_limit":1000000000000}""";

    private final Path home;
    private final Path directory;
    private final Path config;
    private final String name;
    private final Map<String, String> environment;

    /** @param config with accounts, and the operator's key */
    KeyedSwitchboard(Path home, Path directory, Path config, String name, Map<String, String> environment) {
        this.home = home;
        this.directory = directory;
        this.config = config;
        this.name = name;
        this.environment = environment;
    }

    /** Its data directory, with so many keys. Starts and ends the gateway for that. */
    Path data(int port, int adminPort, int keys) throws IOException {
        Path first = directory.resolve(name + "-first");
        Contender contender = new Contender(name + "-first", command(first), environment, port, OPERATOR, Format.CHAT);
        try (Running _ = Running.start(contender, directory)) {
            post(adminPort, "/team/new", TEAM);
            post(adminPort, "/key/generate", CALLER.formatted(KEY));
        }
        if (keys == 1) {
            return first;
        }
        Path exported = directory.resolve(name + ".jsonl");
        Path many = directory.resolve(name + "-many.jsonl");
        store("export", exported, first);
        multiply(exported, many, keys);
        Path data = directory.resolve(name);
        store("import", many, data);
        return data;
    }

    /** Starts it over a data directory. */
    List<String> command(Path data) {
        return List.of(home + "/bin/switchboard", "run", "--config", config.toString(), "--data", data.toString());
    }

    private static void post(int adminPort, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != 200) {
                throw new IOException(path + ": " + reply.statusCode() + " " + reply.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void store(String verb, Path file, Path data) throws IOException {
        Path log = directory.resolve(name + "-store.log");
        List<String> command = List.of(
                home + "/bin/switchboard",
                "store",
                verb,
                file.toString(),
                "--config",
                config.toString(),
                "--data",
                data.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + " failed; its output:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Copies the row of the one key under other hashes, and corrects the count at the end. */
    private static void multiply(Path from, Path to, int keys) throws IOException {
        String hash = hash(KEY);
        List<String> lines = Files.readAllLines(from);
        String last = lines.removeLast();
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(to))) {
            long rows = 0;
            for (String line : lines) {
                out.println(line);
                if (line.startsWith("{\"table\":\"entity\"") && line.contains(hash)) {
                    for (int copy = 1; copy < keys; copy++) {
                        out.println(line.replace(hash, hash(KEY + copy)));
                        rows++;
                    }
                }
            }
            long before = Long.parseLong(last.replaceAll("\\D", ""));
            out.println(last.replace(Long.toString(before), Long.toString(before + rows)));
        }
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
