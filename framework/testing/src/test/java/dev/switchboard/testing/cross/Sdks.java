package dev.switchboard.testing.cross;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/** The official SDKs at one address. Tells how a short call ended for the application. */
final class Sdks implements AutoCloseable {
    private static final String COMPLETE = "complete";
    private static final int NEVER = 599;

    private final OpenAIClient openAi;
    private final AnthropicClient anthropic;
    private final Client google;

    Sdks(URI address, String key) {
        openAi = OpenAIOkHttpClient.builder()
                .baseUrl(address + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
        anthropic = AnthropicOkHttpClient.builder()
                .baseUrl(address.toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
        google = Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(address.toString())
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(1)
                                .httpStatusCodes(NEVER) // it would wait after the last attempt, too
                                .build())
                        .build())
                .build();
    }

    /** The class of the exception, or the last event of responses, or that the call was complete. */
    String outcome(ChatFormat format, String model, boolean stream) {
        try {
            return switch (format) {
                case CHAT -> chat(model, stream);
                case RESPONSES -> responses(model, stream);
                case MESSAGES -> messages(model, stream);
                case GEMINI -> gemini(model, stream);
            };
        } catch (RuntimeException e) {
            return e.getClass().getName();
        }
    }

    private String chat(String model, boolean stream) {
        ChatCompletionCreateParams call = ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("hi")
                .build();
        if (!stream) {
            openAi.chat().completions().create(call);
            return COMPLETE;
        }
        try (StreamResponse<?> events = openAi.chat().completions().createStreaming(call)) {
            events.stream().forEach(_ -> {});
        }
        return COMPLETE;
    }

    private String responses(String model, boolean stream) {
        ResponseCreateParams call =
                ResponseCreateParams.builder().model(model).input("hi").build();
        if (!stream) {
            openAi.responses().create(call);
            return COMPLETE;
        }
        AtomicReference<String> last = new AtomicReference<>("nothing");
        try (StreamResponse<ResponseStreamEvent> events = openAi.responses().createStreaming(call)) {
            events.stream().forEach(event -> last.set(end(event)));
        }
        return last.get();
    }

    private static String end(ResponseStreamEvent event) {
        return event.isFailed() ? "failed" : event.isError() ? "error" : event.isCompleted() ? COMPLETE : "cut";
    }

    private String messages(String model, boolean stream) {
        MessageCreateParams call = MessageCreateParams.builder()
                .model(model)
                .maxTokens(100)
                .addUserMessage("hi")
                .build();
        if (!stream) {
            anthropic.messages().create(call);
            return COMPLETE;
        }
        try (com.anthropic.core.http.StreamResponse<?> events =
                anthropic.messages().createStreaming(call)) {
            events.stream().forEach(_ -> {});
        }
        return COMPLETE;
    }

    private String gemini(String model, boolean stream) {
        if (!stream) {
            google.models.generateContent(model, "hi", null);
            return COMPLETE;
        }
        try (ResponseStream<GenerateContentResponse> events = google.models.generateContentStream(model, "hi", null)) {
            events.forEach(_ -> {});
        }
        return COMPLETE;
    }

    @Override
    public void close() {
        openAi.close();
        anthropic.close();
        google.close();
    }
}
