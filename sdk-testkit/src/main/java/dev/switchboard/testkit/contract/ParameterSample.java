package dev.switchboard.testkit.contract;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The same chat without and with one parameter.
 *
 * @param without a chat that asks for as little as possible
 * @param with    the same, with the parameter
 */
public record ParameterSample(ChatRequest without, ChatRequest with) {
    private static final JsonText SCHEMA = new JsonText(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}");
    private static final Tool FUNCTION = new Tool.Function(
            "look_up", Optional.of("Looks up."), Optional.of(SCHEMA), Optional.empty(), Annotations.NONE);

    /** The usual sample of a parameter. */
    public static ParameterSample of(ChatParameter parameter) {
        return switch (parameter) {
            case MAX_TOKENS -> plain(chat -> chat.maxOutputTokens(64));
            case TEMPERATURE -> plain(chat -> chat.temperature(0.5));
            case TOP_P -> plain(chat -> chat.topP(0.5));
            case TOP_K -> plain(chat -> chat.topK(5));
            case FREQUENCY_PENALTY -> plain(chat -> chat.frequencyPenalty(0.5));
            case PRESENCE_PENALTY -> plain(chat -> chat.presencePenalty(0.5));
            case SEED -> plain(chat -> chat.seed(7));
            case STOP -> plain(chat -> chat.stop(List.of("END")));
            case N -> plain(chat -> chat.choices(2));
            case LOGPROBS -> plain(chat -> chat.logProbabilities(2));
            case JSON_OBJECT -> plain(chat -> chat.responseFormat(new ResponseFormat.JsonObject()));
            case JSON_SCHEMA ->
                plain(chat -> chat.responseFormat(new ResponseFormat.JsonSchema(
                        Optional.of("answer"), Optional.empty(), SCHEMA, Optional.of(true))));
            case REASONING ->
                plain(chat -> chat.reasoning(new Reasoning(
                        Optional.of(Reasoning.Mode.ENABLED),
                        Optional.of("high"),
                        OptionalLong.empty(),
                        Optional.empty())));
            case TOOLS -> plain(chat -> chat.tools(List.of(FUNCTION)));
            case CUSTOM_TOOLS ->
                plain(chat -> chat.tools(
                        List.of(new Tool.Custom("say", Optional.empty(), Optional.empty(), Annotations.NONE))));
            case TOOL_CHOICE -> tooled(chat -> chat.toolChoice(new ToolChoice.Required()));
            case PARALLEL_TOOL_CALLS -> tooled(chat -> chat.parallelToolCalls(false));
            case USER -> plain(chat -> chat.user("user-1"));
            case METADATA -> plain(chat -> chat.metadata(Map.of("label", "value")));
            case SERVICE_TIER -> plain(chat -> chat.serviceTier("auto"));
            case PROMPT_CACHE_KEY -> plain(chat -> chat.promptCacheKey("key-1"));
            case MODALITIES -> plain(chat -> chat.modalities(List.of("text", "audio")));
            case CACHE_MARKS -> said(new Block.Text("Hi"), new Block.Text("Hi", marked()));
            case MESSAGE_NAMES ->
                new ParameterSample(
                        request(user(new Block.Text("Hi"))),
                        request(new Message(
                                Role.USER, List.of(new Block.Text("Hi")), Optional.of("ann"), Annotations.NONE)));
            case THINKING -> thought(Optional.empty());
            case IMAGES -> shown(new Block.Image(inline("image/png"), Optional.empty(), Annotations.NONE));
            case IMAGE_URLS -> shown(new Block.Image(remote("image.png"), Optional.empty(), Annotations.NONE));
            case AUDIO -> shown(new Block.Audio(inline("audio/wav"), Optional.of("wav"), Annotations.NONE));
            case VIDEO -> shown(new Block.Video(inline("video/mp4"), Annotations.NONE));
            case DOCUMENTS -> shown(document(inline("application/pdf")));
            case DOCUMENT_URLS -> shown(document(remote("document.pdf")));
            case STORED_FILES -> shown(document(new Media.Stored("file-1", Optional.of("application/pdf"))));
            case TOOL_RESULT_MEDIA -> answered();
            default -> throw new IllegalArgumentException(parameter + " has no sample yet: override sampleOf");
        };
    }

    /**
     * Earlier reasoning that carries a signature: for a provider that takes none without.
     *
     * @param family whose signature it is, as the provider's wire is called
     */
    public static ParameterSample signedThinking(String family) {
        return thought(Optional.of(new Signature(family, "sealed")));
    }

    private static ParameterSample plain(UnaryOperator<ChatRequest.Builder> change) {
        ChatRequest plain = request(user(new Block.Text("Hi")));
        return new ParameterSample(plain, change.apply(plain.toBuilder()).build());
    }

    private static ParameterSample tooled(UnaryOperator<ChatRequest.Builder> change) {
        ChatRequest tooled = request(user(new Block.Text("Hi"))).toBuilder()
                .tools(List.of(FUNCTION))
                .build();
        return new ParameterSample(tooled, change.apply(tooled.toBuilder()).build());
    }

    private static ParameterSample said(Block without, Block with) {
        return new ParameterSample(request(user(without)), request(user(with)));
    }

    private static ParameterSample shown(Block block) {
        Block text = new Block.Text("What is this?");
        return new ParameterSample(request(user(text)), request(user(text, block)));
    }

    private static ParameterSample thought(Optional<Signature> signature) {
        Block text = new Block.Text("Hello");
        Block thinking = new Block.Thinking("Be polite.", signature, Annotations.NONE);
        return new ParameterSample(turn(text), turn(thinking, text));
    }

    private static ChatRequest turn(Block... answer) {
        return request(
                user(new Block.Text("Hi")), Message.of(Role.ASSISTANT, List.of(answer)), user(new Block.Text("Go on")));
    }

    private static ParameterSample answered() {
        Block text = new Block.Text("found");
        Block image = new Block.Image(inline("image/png"), Optional.empty(), Annotations.NONE);
        return new ParameterSample(looked(text), looked(text, image));
    }

    private static ChatRequest looked(Block... found) {
        Block use =
                new Block.ToolUse("call_1", "look_up", "{\"a\":\"b\"}", Block.ToolUse.Kind.FUNCTION, Annotations.NONE);
        Block result = new Block.ToolResult("call_1", List.of(found), false, Annotations.NONE);
        return request(
                        user(new Block.Text("Hi")),
                        Message.of(Role.ASSISTANT, List.of(use)),
                        Message.of(Role.TOOL, List.of(result)))
                .toBuilder()
                .tools(List.of(FUNCTION))
                .build();
    }

    private static Annotations marked() {
        return Annotations.of(Optional.of(new Annotations.CacheMark(Optional.empty())), Extras.NONE);
    }

    private static Block document(Media media) {
        return new Block.Document(media, Optional.of("document.pdf"), Annotations.NONE);
    }

    private static Media inline(String mediaType) {
        return new Media.Inline(mediaType, "AAAA");
    }

    private static Media remote(String name) {
        return new Media.Remote("https://example.com/" + name, Optional.empty());
    }

    private static Message user(Block... content) {
        return Message.of(Role.USER, List.of(content));
    }

    private static ChatRequest request(Message... messages) {
        return ChatRequest.builder("public", List.of(messages)).build();
    }
}
