package dev.switchboard.bench.jmh;

import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.pipeline.instance.PluginMeter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs that plugins are called through doors: the calls of a request, to plugins that do nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DoorBenchmark {
    private static final int PLUGINS = 4;
    private static final int CALLS = 12;

    private final List<PluginDoor> doors = IntStream.range(0, PLUGINS)
            .mapToObj(number -> new PluginDoor("plugin " + number, new PluginMeter()))
            .toList();

    @Benchmark
    public void callsOfARequest(Blackhole hole) {
        for (int i = 0; i < CALLS; i++) {
            hole.consume(doors.get(i % PLUGINS).call(() -> doors));
        }
    }

    @Benchmark
    public void callsOfARequestWithoutDoors(Blackhole hole) {
        for (int i = 0; i < CALLS; i++) {
            hole.consume(doors.get(i % PLUGINS));
        }
    }
}
