package dev.switchboard.testkit.demo;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * Answers OpenAI's chat completions, embeddings and models at once and with fixed text: the other end of a demo or a
 * benchmark.
 *
 * <p>Each event of a stream carries {@code "sent_micros"}, microseconds since the epoch at the moment of writing, so
 * that a client on the same machine can tell how long it was on its way.
 */
public final class OpenAiUpstream {
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final String USAGE = "{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}";

    private final OpenAiUpstreamOptions options;
    private final Reply unary;
    private final Reply stream;

    private OpenAiUpstream(OpenAiUpstreamOptions options) {
        this.options = options;
        this.unary =
                delayed(Reply.status(200)).json(completion(options.bodySize())).build();
        this.stream = stream();
    }

    /**
     * Starts one.
     *
     * @throws java.io.UncheckedIOException when the port cannot be bound
     */
    public static MockUpstream start(OpenAiUpstreamOptions options) {
        OpenAiUpstream script = new OpenAiUpstream(options);
        return MockUpstream.start(options.port(), 0).otherwise(script::reply);
    }

    /** Runs one until the process is ended; {@code --help} explains the options. */
    public static void main(String[] arguments) throws InterruptedException {
        OpenAiUpstreamOptions options;
        try {
            options = OpenAiUpstreamOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        MockUpstream upstream = start(options);
        System.out.println("OpenAI-like upstream on " + upstream.baseUrl() + "/v1");
        new CountDownLatch(1).await();
    }

    private Reply reply(ReceivedRequest request) {
        String path = request.path();
        if (path.endsWith("/chat/completions")) {
            return STREAM.matcher(request.bodyText()).find() ? stream : unary;
        }
        if (path.endsWith("/embeddings")) {
            return Reply.json("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                    + "\"embedding\":[0.1,0.2,0.3]}],\"model\":\"mock\","
                    + "\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}");
        }
        if (path.endsWith("/models")) {
            return Reply.json("{\"object\":\"list\",\"data\":[{\"id\":\"mock\",\"object\":\"model\",\"created\":1,"
                    + "\"owned_by\":\"mock\"}]}");
        }
        return Reply.json(404, "{\"error\":{\"message\":\"no such path\",\"type\":\"invalid_request_error\"}}");
    }

    private Reply stream() {
        ReplyBuilder script = delayed(Reply.sse());
        script.bodyMade(() -> event("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
        for (int number = 0; number < options.streamEvents(); number++) {
            if (options.interval().isPositive()) {
                script.pause(options.interval());
            }
            script.bodyMade(() -> event("{\"content\":\"token \"}", "null", ""));
        }
        script.bodyMade(() -> event("{}", "\"stop\"", ",\"usage\":" + USAGE));
        return script.done().build();
    }

    private ReplyBuilder delayed(ReplyBuilder script) {
        return options.delay().isPositive() ? script.pause(options.delay()) : script;
    }

    private static byte[] event(String delta, String finish, String more) {
        String text =
                "data: {\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock\","
                        + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]" + more
                        + ",\"sent_micros\":" + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) + "}\n\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A completion of exactly {@code size} bytes, or as short as possible if that is more. */
    private static String completion(int size) {
        String head = "{\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"mock\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
        String tail = "\"},\"finish_reason\":\"stop\"}],\"usage\":" + USAGE + "}";
        return head + "x".repeat(Math.max(1, size - head.length() - tail.length())) + tail;
    }
}
