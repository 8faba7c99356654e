package dev.switchboard.bench;

import dev.switchboard.bench.load.Format;
import dev.switchboard.bench.load.Upstream;
import dev.switchboard.bench.system.Contender;
import dev.switchboard.bench.system.Contenders;
import dev.switchboard.bench.system.Running;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The benchmark: starts every system once, puts each under each load in turn, round after round, and prints a report. */
public final class Main {
    private static final int STREAM_RATE = 50;
    private static final String TRANSLATED = "-translated";
    private static final Map<String, Integer> KEYS = new TreeMap<>(Map.of("-accounts", 1, "-accounts-100k", 100_000));
    private static final PrintStream OUT = System.out;

    private final Options options;
    private final Path directory;

    private Main(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
    }

    /** Arguments: the directory of the distribution, a directory for files of the run, then {@link Options options}. */
    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(
                    Path.of(arguments[0]),
                    List.of(arguments).subList(2, arguments.length).toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        new Main(options, Path.of(arguments[1])).run();
    }

    private void run() throws IOException {
        int events = options.streamSeconds() * STREAM_RATE;
        List<Running> systems = new ArrayList<>();
        try (Upstream upstream = new Upstream(Duration.ofMillis(1000 / STREAM_RATE), events)) {
            for (Contender contender : contenders(upstream.port())) {
                systems.add(start(contender));
            }
            Figures figures = new Figures();
            measure(systems, new Loads(options, events, figures));
            OUT.println(Report.of(figures));
            printMemory(systems);
        } finally {
            systems.forEach(Running::close);
        }
    }

    private List<Contender> contenders(int upstream) throws IOException {
        Contenders known = new Contenders(directory, upstream);
        List<Contender> wanted = new ArrayList<>();
        wanted.add(known.direct());
        addIfInstalled(wanted, "nginx", known.nginx());
        addIfInstalled(wanted, "haproxy", known.haproxy());
        int number = 0;
        for (Path home : options.homes()) {
            number++;
            String name = number == 1 ? "switchboard" : "switchboard-" + number;
            wanted.add(known.switchboard(name, home, Format.CHAT, options.models()));
            if (options.only().contains(name + TRANSLATED)) {
                wanted.add(known.switchboard(name + TRANSLATED, home, Format.MESSAGES, options.models()));
            }
            for (Map.Entry<String, Integer> keys : KEYS.entrySet()) {
                String accounts = name + keys.getKey();
                if (options.only().contains(accounts)) {
                    OUT.println(accounts + ": makes its keys");
                    wanted.add(known.accounts(accounts, home, keys.getValue(), options.models()));
                }
            }
        }
        wanted.removeIf(contender -> !options.wants(contender.name()));
        return wanted;
    }

    private static void addIfInstalled(List<Contender> wanted, String name, Optional<Contender> contender) {
        contender.ifPresentOrElse(wanted::add, () -> OUT.println(name + ": skipped, not installed"));
    }

    private Running start(Contender contender) throws IOException {
        Running running = Running.start(contender, directory);
        if (running.startMillis() > 0) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            OUT.printf(
                    "%s: first reply after %d ms, %d MB resident when idle%n",
                    running.name(), running.startMillis(), running.residentMegabytes());
        }
        return running;
    }

    private void measure(List<Running> systems, Loads loads) throws IOException {
        for (Running system : systems) {
            OUT.println("warming up " + system.name());
            loads.warmUp(system);
        }
        for (int round = 1; round <= options.rounds(); round++) {
            OUT.println("round " + round + " of " + options.rounds());
            for (int size : options.sizes()) {
                for (Running system : systems) {
                    loads.unary(system, size);
                }
            }
            for (Running system : systems) {
                if (options.streams() > 0) {
                    loads.streams(system);
                }
                if (options.models() > 0 && system.name().startsWith("switchboard")) {
                    loads.models(system);
                }
            }
        }
    }

    private static void printMemory(List<Running> systems) throws IOException {
        for (Running system : systems) {
            if (system.startMillis() > 0) {
                OUT.printf("%s: %d MB resident at most%n", system.name(), system.peakMegabytes());
            }
        }
    }
}
