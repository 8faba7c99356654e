package dev.switchboard.bench.jmh;

import dev.switchboard.dialect.anthropic.AnthropicDialectPlugin;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiQuirks;
import dev.switchboard.wire.openai.chat.ChatTranslator;
import java.net.URI;
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

/**
 * What a call in Anthropic's format to a server of OpenAI's costs in dialect and translator, there and back; beside it what a
 * relayed call has in their place: the check of the request's body, as a part of reading its head; and what a strict budget adds, the
 * search for what the call can cost beside its text.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TranslationBenchmark {
    private static final HttpRequest HEAD = TestingRequest.to("/v1/messages");

    @Param({"1024", "10240", "204800"})
    int size;

    private final Endpoint<ChatRequest, ChatResponse, ChatEvent> endpoint = messages();
    private final Translator<ChatRequest, ChatResponse, ChatEvent> translator = new ChatTranslator(
            new Connection(
                    URI.create("http://127.0.0.1/v1"),
                    Headers.of("authorization", "Bearer sk-fake"),
                    OpenAiQuirks.KNOWN),
            "/chat/completions");
    private final Target target = Target.of("provider", "upstream-model");
    private Bytes question = Bodies.messages(1024);
    private UpstreamReply answer = new UpstreamReply(200, Headers.none(), Bytes.empty());
    private Call<ChatRequest> call = read();

    @SuppressWarnings("unchecked") // the endpoint of this path has these types
    private static Endpoint<ChatRequest, ChatResponse, ChatEvent> messages() {
        return (Endpoint<ChatRequest, ChatResponse, ChatEvent>) new AnthropicDialectPlugin()
                .dialects().getFirst().endpoints().stream()
                        .filter(each -> each.operation().equals(Operation.CHAT))
                        .findFirst()
                        .orElseThrow();
    }

    @Setup
    public void prepare() {
        question = Bodies.messages(size);
        answer = new UpstreamReply(200, Headers.none(), Bodies.completion(size));
        call = read();
    }

    private Call<ChatRequest> read() {
        return endpoint.read(HEAD, question);
    }

    @Benchmark
    public JsonDocument check() {
        return JsonDocument.parse(question);
    }

    @Benchmark
    public Call<ChatRequest> head() {
        return read();
    }

    @Benchmark
    public BeyondText bound() {
        return call.beyondText();
    }

    @Benchmark
    public UpstreamRequest request() {
        return translator.encode(read().request(), target);
    }

    @Benchmark
    public HttpReply reply() {
        return endpoint.write(translator.decode(answer), call);
    }
}
