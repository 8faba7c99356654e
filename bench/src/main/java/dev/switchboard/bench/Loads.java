package dev.switchboard.bench;

import dev.switchboard.bench.Figures.Kind;
import dev.switchboard.bench.load.Driver;
import dev.switchboard.bench.load.Result;
import dev.switchboard.bench.load.Samples;
import dev.switchboard.bench.system.Running;
import java.io.IOException;
import java.time.Duration;

/** Puts one system under one load and notes what that cost. */
final class Loads {
    /** How far an event may fall behind. */
    private static final long LATE_MICROS = 10_000;

    private static final int CALLERS = 32;

    private final Options options;
    private final int events;
    private final Figures figures;

    Loads(Options options, int events, Figures figures) {
        this.options = options;
        this.events = events;
        this.figures = figures;
    }

    /** By both loads, so that a JIT has seen connections end and calls come at a pace before it is measured. */
    void warmUp(Running system) throws IOException {
        Duration paced = options.warmUp().dividedBy(4);
        for (int size : options.sizes()) {
            Driver.closedLoop(system.target(), size, CALLERS, options.warmUp().minus(paced));
            Driver.openLoop(system.target(), size, options.rate(), paced);
        }
    }

    /** First as fast as it goes, then at a fixed rate. */
    void unary(Running system, int size) throws IOException {
        String load = "Unary, " + size / 1024 + " KB; " + CALLERS + " callers, then " + options.rate() + " per second";
        long before = system.cpuMicros();
        Result fast = Driver.closedLoop(system.target(), size, CALLERS, options.seconds());
        long between = system.cpuMicros();
        note(load, system, Kind.CPU, (between - before) / (double) Math.max(1, fast.answered()));
        note(load, system, Kind.RATE, fast.rate());
        Result paced = Driver.openLoop(system.target(), size, options.rate(), options.seconds());
        note(load, system, Kind.PACED_CPU, (system.cpuMicros() - between) / (double) Math.max(1, paced.answered()));
        note(load, system, Kind.P50, paced.latencies().percentile(50));
        note(load, system, Kind.P99, paced.latencies().percentile(99));
        note(load, system, Kind.FAILED, fast.failed() + paced.failed());
    }

    /** What a caller with a list of models to choose from asks for before each prompt. */
    void models(Running system) throws IOException {
        String load = "List of " + (options.models() + 1) + " models; " + CALLERS + " callers";
        long before = system.cpuMicros();
        Result result = Driver.closedLoopOfModels(system.target(), CALLERS, options.seconds());
        note(load, system, Kind.CPU, (system.cpuMicros() - before) / (double) Math.max(1, result.answered()));
        note(load, system, Kind.RATE, result.rate());
        note(load, system, Kind.P50, result.latencies().percentile(50));
        note(load, system, Kind.P99, result.latencies().percentile(99));
        note(load, system, Kind.FAILED, result.failed());
    }

    void streams(Running system) throws IOException {
        String load = options.streams() + " streams, 50 events per second each; figures per event";
        long before = system.cpuMicros();
        Result result =
                Driver.streams(system.target(), options.streams(), events, Duration.ofSeconds(options.streamSeconds()));
        Samples delays = result.delays();
        note(load, system, Kind.CPU, (system.cpuMicros() - before) / (double) Math.max(1, delays.count()));
        note(load, system, Kind.P50, delays.percentile(50));
        note(load, system, Kind.P99, delays.percentile(99));
        note(load, system, Kind.MAX, delays.percentile(100));
        note(load, system, Kind.LATE, delays.percentAbove(LATE_MICROS));
        note(load, system, Kind.FAILED, result.failed());
    }

    private void note(String load, Running system, Kind kind, double value) {
        figures.add(load, system.name(), kind, value);
    }
}
