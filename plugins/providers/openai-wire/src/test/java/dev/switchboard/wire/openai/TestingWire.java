package dev.switchboard.wire.openai;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.testkit.framing.ReferenceFraming;
import dev.switchboard.testkit.recordings.Recording;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tests of this library share. */
public final class TestingWire {
    private TestingWire() {}

    /** A server with OpenAI's own habits. */
    public static Connection openAi() {
        return connection(OpenAiQuirks.KNOWN);
    }

    /** A server with the given habits. */
    public static Connection connection(Quirks quirks) {
        return new Connection(
                URI.create("https://api.example.com/v1"), Headers.of("authorization", "Bearer sk-fake-wire"), quirks);
    }

    /** The habits of a server that renames, removes and refuses. */
    public static Quirks picky() {
        return new QuirksBuilder()
                .rename(Map.of("max_completion_tokens", "max_tokens", "seed", "random_seed"))
                .remove(Set.of("store", "user"))
                .removeNull(Set.of("encoding_format"))
                .drop(Set.of("frequency_penalty"))
                .refuse(Set.of("top_k", "logprobs", "dimensions", "image_url"))
                .streamUsage(Quirks.StreamUsage.UNASKED)
                .cacheMarks(true)
                .reasoningInput("reasoning_content")
                .build();
    }

    /** The events of a recorded stream. */
    public static List<UpstreamEvent> events(Recording recording) {
        return events(new String(recording.response().body(), StandardCharsets.UTF_8));
    }

    /** The events of a stream. */
    public static List<UpstreamEvent> events(String body) {
        return ReferenceFraming.split(Framing.SSE, Bytes.utf8(body));
    }

    /** A recorded reply as the gateway would hand it over. */
    public static UpstreamReply reply(Recording recording) {
        Headers.Builder headers = Headers.builder();
        recording.response().headers().forEach(header -> headers.add(header.name(), header.value()));
        return new UpstreamReply(
                recording.response().status(),
                headers.build(),
                Bytes.wrap(recording.response().body()));
    }

    /** Whether the exchange is in OpenAI's format: chat or text completions. */
    public static boolean isChat(Recording recording) {
        return Set.of("chat", "completions").contains(recording.endpoint());
    }

    /** Whether the exchange is in OpenAI's format: embeddings. */
    public static boolean isEmbedding(Recording recording) {
        return recording.endpoint().equals("embeddings")
                && !recording.provider().equals("cohere");
    }

    /** Whether it is a stream that was answered well. */
    public static boolean isStream(Recording recording) {
        return recording.response().stream() && recording.response().status() == 200;
    }
}
