package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.audio.SpeechEndpoint;
import dev.switchboard.dialect.openai.audio.TranscriptionsEndpoint;
import dev.switchboard.dialect.openai.image.ImagesEndpoint;
import dev.switchboard.dialect.openai.moderation.ModerationsEndpoint;
import dev.switchboard.dialect.openai.rerank.RerankEndpoint;
import dev.switchboard.dialect.openai.responses.CompactEndpoint;
import dev.switchboard.dialect.openai.responses.InputTokensEndpoint;
import dev.switchboard.dialect.openai.responses.ResponsesEndpoint;
import dev.switchboard.dialect.openai.responses.StoredResponseEndpoint;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import java.util.List;

/** OpenAI's format. Holds no state. */
public final class OpenAiDialect implements Dialect {
    /** The family of wire formats whose foreign blocks and events this dialect can read and write. */
    public static final String FAMILY = "openai";

    /** Whose signatures stand in thinking blocks without a prefix: the format has none of its own. */
    static final String SIGNATURES = "anthropic";

    private static final Headers JSON = Headers.of("content-type", "application/json");

    private final List<Endpoint<?, ?, ?>> endpoints = List.of(
            new ChatEndpoint(),
            new CompletionsEndpoint(),
            new EmbeddingsEndpoint(),
            new ModerationsEndpoint(),
            new ImagesEndpoint(Task.GENERATE, ChunkWriter::error),
            new ImagesEndpoint(Task.EDIT, ChunkWriter::error),
            new ImagesEndpoint(Task.VARY, ChunkWriter::error),
            new SpeechEndpoint(ChunkWriter::error),
            new TranscriptionsEndpoint(false, ChunkWriter::error),
            new TranscriptionsEndpoint(true, ChunkWriter::error),
            RerankEndpoint.jina(),
            RerankEndpoint.cohere(),
            Models.all(),
            Models.one(),
            new ResponsesEndpoint(),
            new InputTokensEndpoint(),
            new CompactEndpoint(),
            StoredResponseEndpoint.retrieve(),
            StoredResponseEndpoint.delete(),
            StoredResponseEndpoint.cancel(),
            StoredResponseEndpoint.inputItems());

    /** A good reply. */
    static HttpReply json(JsonWriter body) {
        return json(body.bytes());
    }

    /** A good reply that is written already. */
    public static HttpReply json(Bytes body) {
        return new HttpReply(200, JSON, body);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<Endpoint<?, ?, ?>> endpoints() {
        return endpoints;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return !looksLikeAnthropic(request) && !looksLikeGemini(request);
    }

    private static boolean looksLikeAnthropic(HttpRequest request) {
        return request.headers().has("anthropic-version")
                || request.headers().has("x-api-key")
                || request.path().endsWith("/messages");
    }

    private static boolean looksLikeGemini(HttpRequest request) {
        String path = request.path();
        return request.headers().has("x-goog-api-key")
                || request.query()
                        .filter(query -> query.matches("(.*&)?key=.*"))
                        .isPresent()
                || path.startsWith("/v1beta/")
                || path.contains(":generateContent")
                || path.contains(":streamGenerateContent");
    }

    @Override
    public HttpReply error(GatewayError error) {
        return Errors.reply(error);
    }
}
