package dev.switchboard.bench.swap;

import dev.switchboard.bench.load.SteadyLoad;
import dev.switchboard.bench.load.Upstream;
import dev.switchboard.bench.system.Contenders;
import dev.switchboard.bench.system.Running;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Replaces a provider and a guardrail of the distribution under load, many times each: phases with and without swaps by turns, so that
 * whatever the machine does meets both. Ends with status 1 if a call failed, a stream was cut, or something of an old version stayed.
 */
public final class SwapBenchmark {
    private static final Duration EVENT_INTERVAL = Duration.ofMillis(100);
    private static final int EVENTS = 50;
    private static final int WARM_UP_STEP = 50;
    private static final int PERCENT = 2;
    private static final PrintStream OUT = System.out;

    private final SwapOptions options;
    private final Path report;
    private final WatchedBundle provider;
    private final WatchedBundle guardrail;
    private final SwapFigures still = new SwapFigures("without swaps");
    private final SwapFigures swapping = new SwapFigures("during swaps");

    private int number;

    private SwapBenchmark(SwapOptions options, Path report, Path bundles) throws IOException {
        this.options = options;
        this.report = report;
        this.provider = bundle(bundles, "provider-openai-compatible");
        this.guardrail = bundle(bundles, "guardrail-patterns");
    }

    private WatchedBundle bundle(Path bundles, String name) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(bundles, "switchboard-" + name + "-[0-9]*.jar")) {
            return new WatchedBundle(jars.iterator().next(), report);
        }
    }

    /** Arguments: the directory of the distribution, a directory for files of the run, then {@link SwapOptions options}. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        SwapOptions options;
        try {
            options = SwapOptions.parse(List.of(arguments).subList(2, arguments.length));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(64);
            return;
        }
        Path bundles = Files.createDirectory(directory.resolve("bundles"));
        copy(home.resolve("bundles"), bundles);
        Path data = directory.resolve("data");
        boolean well;
        try (Upstream upstream = new Upstream(EVENT_INTERVAL, EVENTS);
                Running gateway = Running.start(
                        new Contenders(directory, upstream.port()).replaced(home, bundles, data), directory)) {
            well = new SwapBenchmark(options, data.resolve("plugins.json"), bundles).run(gateway);
        }
        System.exit(well ? 0 : 1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, to.resolve(jar.getFileName()));
            }
        }
    }

    private boolean run(Running gateway) throws IOException {
        Footprint before;
        Footprint after;
        SteadyLoad load = new SteadyLoad(gateway.target(), options.rate(), options.streams(), EVENTS);
        try (load) {
            before = warmUp(gateway);
            OUT.println("before: " + before);
            for (int round = 1; round <= options.rounds(); round++) {
                round(gateway, load, options.swapsOf(round));
                OUT.println("round " + round + " of " + options.rounds() + ": " + swapping.against(still)
                        + "; failures: " + load.failures());
            }
            after = Footprint.of(gateway.pid());
        }
        OUT.println("after:  " + after + ", " + after.growthSince(before));
        OUT.println(still + "\n" + swapping + "\n" + swapping.against(still));
        OUT.printf(
                "%d calls answered; %d streams whole, %d cut; failures: %s%n",
                load.answered(), load.whole(), load.cut(), load.failures());
        boolean nothingStayed = after.isWithin(PERCENT, before);
        if (!nothingStayed) {
            OUT.println("loaders stayed, or classes or their memory grew by more than " + PERCENT + "%");
        }
        return load.failures().isEmpty() && nothingStayed;
    }

    /** Until the JVM knows what it does, so that what grows from then on is left behind by swaps: README.md. */
    private Footprint warmUp(Running gateway) throws IOException {
        OUT.println("warming up");
        LockSupport.parkNanos(options.warmUp().toNanos());
        Footprint last = Footprint.of(gateway.pid());
        OUT.println("without swaps: " + last);
        while (number < options.warmUpSwaps()) {
            replace(Math.min(WARM_UP_STEP, options.warmUpSwaps() - number));
            WatchedBundle.awaitDrained(report);
            Footprint next = Footprint.of(gateway.pid());
            OUT.println("after " + number + " swaps of each: " + next + ", " + next.growthSince(last));
            last = next;
        }
        return last;
    }

    private void round(Running gateway, SteadyLoad load, int swaps) throws IOException {
        still.begin(gateway, load);
        LockSupport.parkNanos(options.still().toNanos());
        still.end(gateway, 0);
        swapping.begin(gateway, load);
        replace(swaps);
        swapping.end(gateway, 2 * swaps);
        // While the last versions end their calls it is neither.
        load.phase();
        WatchedBundle.awaitDrained(report);
    }

    private void replace(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            number++;
            provider.replace(number);
            guardrail.replace(number);
        }
    }
}
