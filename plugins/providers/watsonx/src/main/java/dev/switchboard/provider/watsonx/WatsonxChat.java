package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.chat.ChatTranslator;
import java.net.URI;
import java.util.List;

/**
 * Canonical chat to {@code /ml/v1/text/chat}, whose bodies are OpenAI's but for the model's name, the project, and how tools are
 * chosen; whether to stream stands in the address.
 *
 * <p>Sources: "Text chat" and "Text chat stream" of the watsonx.ai API reference; LiteLLM's handling of the same.
 */
final class WatsonxChat implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private static final Quirks QUIRKS = Quirks.UNKNOWN.toBuilder()
            .streamUsage(Quirks.StreamUsage.UNASKED)
            .drop(List.of(
                    "parallel_tool_calls",
                    "top_k",
                    "user",
                    "metadata",
                    "service_tier",
                    "prompt_cache_key",
                    "message_names"))
            .refuse(List.of("custom_tools", "modalities", "input_audio", "video_url", "file"))
            .build();

    private final Service service;
    private final ChatTranslator openAi;

    WatsonxChat(Service service) {
        this.service = service;
        this.openAi = new ChatTranslator(
                new Connection(URI.create(service.baseUrl()), service.headers(), QUIRKS), "/chat/completions");
    }

    ChatSupport support() {
        return openAi.support();
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        UpstreamRequest written = openAi.encode(request, target);
        JsonDocument document = JsonDocument.parse(written.body());
        JsonDocument.Editor body = document.edit();
        body.remove("model").remove("stream");
        service.head(target).forEach(body::set);
        document.text("tool_choice")
                .map(JsonValue::of)
                .filter(JsonValue::isString)
                .ifPresent(choice -> {
                    body.remove("tool_choice");
                    body.set(
                            "tool_choice_option",
                            JsonText.string(choice.string().orElseThrow()));
                });
        return UpstreamRequest.post(
                        service.url(target, request.stream() ? "chat_stream" : "chat"), written.headers(), body.build())
                .withChanges(written.changes());
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        return openAi.decode(reply);
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return openAi.decoder();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return Errors.read(reply);
    }
}
