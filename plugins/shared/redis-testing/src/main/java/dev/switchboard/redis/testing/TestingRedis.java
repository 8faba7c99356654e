package dev.switchboard.redis.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/** A real Redis in a process of its own, with a directory of its own, that can be killed and come back at the same address. */
public final class TestingRedis implements AutoCloseable {
    private static final Optional<File> PROGRAM = program();
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final int ATTEMPTS = 5;

    private final Path directory;
    private int port;
    private Process process;

    private TestingRedis(Path directory) {
        this.directory = directory;
        this.process = begin();
    }

    /** Starts one without data; where none runs the test is skipped, and says so. */
    public static TestingRedis start() {
        Assumptions.assumeTrue(PROGRAM.isPresent(), "Redis does not run here");
        try {
            return new TestingRedis(Files.createTempDirectory("switchboard-redis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Kills it: what it has not written to its directory is gone. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Starts it again after {@link #kill}, with what is in its directory. */
    public void restart() {
        process = launch();
        if (!answers()) {
            throw new IllegalStateException("Redis does not come back at port " + port);
        }
    }

    /** A port that is free may be somebody else's a moment later. */
    private Process begin() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            port = freePort();
            process = launch();
            if (answers()) {
                return process;
            }
            kill();
        }
        throw new IllegalStateException("Redis does not start");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            return new ProcessBuilder(
                            PROGRAM.orElseThrow().getPath(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--dir",
                            directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it answers; false if it ends before. */
    private boolean answers() {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() - giveUp < 0) {
            if (ping()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private boolean ping() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return answer.equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program for this machine, if there is one and it runs. */
    private static Optional<File> program() {
        try {
            File program = ExecutableProvider.newJarResourceProvider().get();
            Process version = new ProcessBuilder(List.of(program.getPath(), "--version"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0 ? Optional.of(program) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            System.err.println("No Redis: " + e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
