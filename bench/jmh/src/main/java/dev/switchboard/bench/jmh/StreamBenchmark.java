package dev.switchboard.bench.jmh;

import dev.switchboard.http.upstream.EventDecoder;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.concurrent.TimeUnit;
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

/** What every event of a stream costs before it is looked at: being cut out of the bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StreamBenchmark {
    private static final int LIMIT = 1 << 20;

    private final Bytes event = Bytes.utf8("data: " + Bodies.chunk() + "\n\n");
    private final EventDecoder decoder = EventDecoder.of(Framing.SSE, LIMIT);

    @Benchmark
    public void cutOneEvent(Blackhole hole) {
        decoder.feed(event);
        for (UpstreamEvent next = decoder.next(); next != null; next = decoder.next()) {
            hole.consume(next);
        }
    }
}
