package dev.switchboard.bench.jmh;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What every request's body costs: one check of the whole text, and one copy with another model's name. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class JsonDocumentBenchmark {
    @Param({"1024", "10240", "204800"})
    int size;

    private Bytes body = Bytes.empty();
    private JsonDocument document = JsonDocument.parse(Bytes.utf8("{}"));

    @Setup
    public void prepare() {
        body = Bodies.chat(size);
        document = JsonDocument.parse(body);
    }

    @Benchmark
    public JsonDocument parse() {
        return JsonDocument.parse(body);
    }

    @Benchmark
    public Bytes replaceModel() {
        return document.edit().set("model", JsonText.string("upstream-model")).build();
    }
}
