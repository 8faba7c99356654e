package dev.switchboard.provider.replicate;

import static dev.switchboard.spi.chat.ChatParameter.FREQUENCY_PENALTY;
import static dev.switchboard.spi.chat.ChatParameter.MAX_TOKENS;
import static dev.switchboard.spi.chat.ChatParameter.PRESENCE_PENALTY;
import static dev.switchboard.spi.chat.ChatParameter.SEED;
import static dev.switchboard.spi.chat.ChatParameter.STOP;
import static dev.switchboard.spi.chat.ChatParameter.TEMPERATURE;
import static dev.switchboard.spi.chat.ChatParameter.TOP_K;
import static dev.switchboard.spi.chat.ChatParameter.TOP_P;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatParameter;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.ChatSupport;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.request.OwnMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Canonical chat to a prediction and back. A streamed one is begun, and then read where it says that its stream is. */
final class ChatTranslator implements Translator<ChatRequest, ChatResponse, ChatEvent> {
    private static final Wire WIRE = new Wire("replicate.prediction");

    /** What language models there take by these names; each model takes some of them. */
    static final ChatSupport SUPPORT = ChatSupport.builder(WIRE)
            .natively(MAX_TOKENS, TEMPERATURE, TOP_P, TOP_K, FREQUENCY_PENALTY, PRESENCE_PENALTY, SEED)
            .mapped(STOP)
            .dropped(
                    ChatParameter.LOGPROBS,
                    ChatParameter.REASONING,
                    ChatParameter.PARALLEL_TOOL_CALLS,
                    ChatParameter.USER,
                    ChatParameter.METADATA,
                    ChatParameter.SERVICE_TIER,
                    ChatParameter.PROMPT_CACHE_KEY,
                    ChatParameter.CACHE_MARKS,
                    ChatParameter.MESSAGE_NAMES,
                    ChatParameter.THINKING)
            .refused(
                    ChatParameter.N,
                    ChatParameter.JSON_OBJECT,
                    ChatParameter.JSON_SCHEMA,
                    ChatParameter.TOOLS,
                    ChatParameter.CUSTOM_TOOLS,
                    ChatParameter.TOOL_CHOICE,
                    ChatParameter.MODALITIES,
                    ChatParameter.IMAGES,
                    ChatParameter.IMAGE_URLS,
                    ChatParameter.AUDIO,
                    ChatParameter.VIDEO,
                    ChatParameter.DOCUMENTS,
                    ChatParameter.DOCUMENT_URLS,
                    ChatParameter.STORED_FILES,
                    ChatParameter.TOOL_RESULT_MEDIA)
            .build();

    private static final OwnMembers OWN = new OwnMembers(WIRE, SUPPORT, Set.of(Prediction.INPUT));

    private final Connection connection;

    ChatTranslator(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, Target target) {
        Changes changes = new Changes();
        OwnMembers.Split asked = OWN.split(request, changes);
        Map<String, JsonText> input = input(asked.request(), changes);
        Optional<JsonText> own = Optional.ofNullable(asked.members().get(Prediction.INPUT));
        UpstreamRequest sent = Prediction.request(connection, target.model(), input, own, changes)
                .withFraming(Framing.NDJSON);
        return request.stream()
                ? sent.withHeaders(sent.headers().toBuilder().remove("prefer").build())
                : sent;
    }

    private static Map<String, JsonText> input(ChatRequest request, Changes changes) {
        Map<String, JsonText> input = new LinkedHashMap<>();
        Transcript transcript = Transcript.of(request.messages(), changes);
        input.put("prompt", JsonText.string(transcript.prompt()));
        if (!transcript.system().isEmpty()) {
            input.put("system_prompt", JsonText.string(transcript.system()));
        }
        request.maxOutputTokens().ifPresent(value -> input.put("max_tokens", JsonText.number(value)));
        request.temperature().ifPresent(value -> input.put("temperature", JsonWriter.number(value)));
        request.topP().ifPresent(value -> input.put("top_p", JsonWriter.number(value)));
        request.topK().ifPresent(value -> input.put("top_k", JsonText.number(value)));
        request.frequencyPenalty().ifPresent(value -> input.put("frequency_penalty", JsonWriter.number(value)));
        request.presencePenalty().ifPresent(value -> input.put("presence_penalty", JsonWriter.number(value)));
        request.seed().ifPresent(value -> input.put("seed", JsonText.number(value)));
        if (!request.stop().isEmpty()) {
            input.put("stop_sequences", JsonText.string(String.join(",", request.stop())));
        }
        return input;
    }

    @Override
    public ChatResponse decode(UpstreamReply reply) {
        Prediction prediction = Prediction.read(reply.body());
        ChatResponse.Choice choice = new ChatResponse.Choice(
                0,
                List.of(new Block.Text(String.join("", prediction.outputs()))),
                StopReason.END_TURN,
                Optional.empty());
        return new ChatResponse(
                prediction.id(),
                prediction.model(),
                prediction.created(),
                List.of(choice),
                prediction.usage(),
                Extras.NONE);
    }

    @Override
    public Optional<FollowUp> followUp(UpstreamReply reply) {
        return new Calls(connection).after(reply);
    }

    @Override
    public StreamDecoder<ChatEvent> decoder() {
        return new PredictionDecoder(new Calls(connection));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
