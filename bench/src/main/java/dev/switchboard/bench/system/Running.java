package dev.switchboard.bench.system;

import dev.switchboard.bench.load.Driver;
import dev.switchboard.bench.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A contender that runs. Closing it ends the processes that were started for it, and no other. */
public final class Running implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    /** The kernel's unit for CPU times, as user space sees it: a hundredth of a second on every Linux. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int SMALL = 1024;

    private final Contender contender;
    private final Optional<Process> process;
    private final long startMillis;

    private Running(Contender contender, Optional<Process> process, long startMillis) {
        this.contender = contender;
        this.process = process;
        this.startMillis = startMillis;
    }

    /**
     * Starts a contender and waits for its first reply with status 200.
     *
     * @param directory gets its output, {@code NAME.log}
     */
    public static Running start(Contender contender, Path directory) throws IOException {
        if (contender.command().isEmpty()) {
            return new Running(contender, Optional.empty(), 0);
        }
        Path log = directory.resolve(contender.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(contender.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(contender.environment());
        long begin = System.nanoTime();
        Process started = builder.start();
        Running running = new Running(contender, Optional.of(started), 0);
        while (!running.answers()) {
            if (!started.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
                running.close();
                throw new IOException(contender.name() + " does not answer; its output:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(5_000_000);
        }
        return new Running(contender, Optional.of(started), (System.nanoTime() - begin) / 1_000_000);
    }

    private boolean answers() {
        try {
            return Driver.closedLoop(target(), SMALL, 1, Duration.ZERO).answered() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String name() {
        return contender.name();
    }

    /** Where to call it. */
    public Target target() {
        return new Target(contender.port(), contender.key(), contender.format());
    }

    /** From the start of the process to the first reply; 0 if there was nothing to start. */
    public long startMillis() {
        return startMillis;
    }

    /** Its process. @throws IllegalStateException if there was nothing to start */
    public long pid() {
        return process.orElseThrow(() -> new IllegalStateException(name() + " has no process"))
                .pid();
    }

    /** CPU time that its processes have used so far, in user and in kernel mode. */
    public long cpuMicros() throws IOException {
        long ticks = 0;
        for (ProcessHandle part : processes()) {
            String stat = Files.readString(Path.of("/proc/" + part.pid() + "/stat"));
            // The second field is a name in parentheses that may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Memory in RAM now, in MB; pages that its processes share count once for each. */
    public long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** The most memory in RAM since the start, in MB. */
    public long peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    private long megabytes(String field) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle part : processes()) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + part.pid() + "/status"))) {
                kilobytes += lines.filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            }
        }
        return kilobytes / 1024;
    }

    private List<ProcessHandle> processes() {
        return process.map(parent -> Stream.concat(Stream.of(parent.toHandle()), parent.descendants())
                        .filter(part -> Files.exists(Path.of("/proc/" + part.pid() + "/stat")))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public void close() {
        process.ifPresent(parent -> {
            List<ProcessHandle> all = processes();
            parent.destroy();
            try {
                if (!parent.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    parent.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        });
    }
}
