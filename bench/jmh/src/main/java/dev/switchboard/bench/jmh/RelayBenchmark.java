package dev.switchboard.bench.jmh;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.relay.OpenAiRelay;
import java.net.URI;
import java.util.Optional;
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

/** What a relayed call costs in the provider: its request once, and a look at each event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class RelayBenchmark {
    private final Relay relay = new OpenAiRelay(
            new Connection(
                    URI.create("http://127.0.0.1/v1"),
                    Headers.of("authorization", "Bearer sk-fake"),
                    OpenAiQuirks.KNOWN),
            "/chat/completions");
    private final JsonDocument body = JsonDocument.parse(Bodies.chat(1024));
    private final UpstreamEvent event = UpstreamEvent.sse(Bodies.chunk());
    private final Target target = Target.of("provider", "upstream-model");
    private final RelayObserver observer = relay.observer(request());

    private RelayRequest request() {
        return new RelayRequest(
                Wire.OPENAI_CHAT, Headers.of("accept", "*/*"), Optional.empty(), body.edit(), true, false);
    }

    @Benchmark
    public UpstreamRequest encode() {
        return relay.encode(request(), target);
    }

    @Benchmark
    public Observation observeOneEvent() {
        return observer.observe(event);
    }
}
