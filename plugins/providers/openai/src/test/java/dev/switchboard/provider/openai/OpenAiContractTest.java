package dev.switchboard.provider.openai;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.testkit.contract.ErrorSample;
import dev.switchboard.testkit.contract.ProviderContract;
import dev.switchboard.testkit.contract.RelaySample;
import dev.switchboard.testkit.contract.TranslatorSample;
import dev.switchboard.testkit.doubles.TestingContext;
import dev.switchboard.wire.openai.OpenAiWire;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

class OpenAiContractTest extends ProviderContract {
    private static final String REPLY = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,
            "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":1}}}
            """;
    private static final String STREAM = """
            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"c","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}

            data: [DONE]

            """;
    private static final String VECTORS =
            "{\"object\":\"list\",\"model\":\"e\",\"data\":[{\"index\":0,\"embedding\":[0.5]}],\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}";
    private static final String TEXT_STREAM =
            "data: {\"id\":\"c\",\"choices\":[{\"text\":\"Hello\",\"index\":0,\"logprobs\":null,\"finish_reason\":null}]}\n\n"
                    + "data: {\"id\":\"c\",\"choices\":[{\"text\":\"\",\"index\":0,\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    private static final String VERDICT = """
            {"id":"modr-1","model":"omni","results":[{"flagged":true,"categories":{"violence":true},
            "category_scores":{"violence":0.9},"category_applied_input_types":{"violence":["text"]}}]}
            """;
    private static final String PICTURE = """
            {"created":1,"background":"opaque","data":[{"b64_json":"AQID"}],"output_format":"png","usage":{"input_tokens":76,
            "input_tokens_details":{"image_tokens":64,"text_tokens":12},"output_tokens":120,
            "output_tokens_details":{"image_tokens":120,"text_tokens":0},"total_tokens":196}}
            """;
    private static final String PICTURES = """
            event: image_generation.partial_image
            data: {"type":"image_generation.partial_image","b64_json":"AQ==","partial_image_index":0,"created_at":1}

            event: image_generation.completed
            data: {"type":"image_generation.completed","b64_json":"AQID","created_at":1,"usage":{"input_tokens":12,\
            "output_tokens":272,"total_tokens":284}}

            """;
    private static final String SOUND = """
            data: {"type":"speech.audio.delta","audio":"SUQz"}

            data: {"type":"speech.audio.done","usage":{"input_tokens":3,"output_tokens":40,"total_tokens":43}}

            """;
    private static final String TEXT = """
            {"text":"Hello","usage":{"type":"tokens","input_tokens":14,"output_tokens":4,"total_tokens":18,
            "input_token_details":{"text_tokens":0,"audio_tokens":14}}}
            """;
    private static final String TEXTS = """
            data: {"type":"transcript.text.delta","delta":"Hel"}

            data: {"type":"transcript.text.delta","delta":"lo"}

            data: {"type":"transcript.text.done","text":"Hello","usage":{"type":"duration","seconds":2}}

            """;
    static final String RESPONSE = """
            {"id":"resp_1","object":"response","created_at":1,"status":"completed","error":null,"incomplete_details":null,
            "model":"gpt-5-2025-08-07","output":[{"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"sealed"},
            {"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text",
            "text":"Hello","annotations":[],"logprobs":[]}]}],"usage":{"input_tokens":9,
            "input_tokens_details":{"cached_tokens":4},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":1},
            "total_tokens":12}}
            """;
    static final String RESPONSE_STREAM = """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"id":"r","created_at":1,"model":"m","status":"in_progress","output":[]}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","content":[]}}

            event: response.content_part.added
            data: {"type":"response.content_part.added","sequence_number":2,"output_index":0,"content_index":0,"item_id":"msg_1","part":{"type":"output_text","text":""}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":3,"output_index":0,"content_index":0,"item_id":"msg_1","delta":"Hel"}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":4,"output_index":0,"content_index":0,"item_id":"msg_1","delta":"lo"}

            event: response.completed
            data: {"type":"response.completed","sequence_number":5,"response":{"id":"r","status":"completed","output":[{"id":"msg_1","type":"message","content":[{"type":"output_text","text":"Hello"}]}],"usage":{"input_tokens":9,"output_tokens":3,"total_tokens":12}}}

            """;
    static final String COUNT = "{\"object\":\"response.input_tokens\",\"input_tokens\":47}";

    @TempDir
    Path directory;

    @Override
    protected Provider create() {
        return create(OpenAiWire.ChatApi.AUTO);
    }

    final Provider create(OpenAiWire.ChatApi api) {
        OpenAiConfig config = new OpenAiConfig(
                secret() + "\n",
                URI.create("https://api.openai.com/v1"),
                Optional.of("org-1"),
                Optional.of("proj-1"),
                Optional.of(api),
                Map.of());
        return new OpenAiProviderFactory().create("openai", config, TestingContext.in(directory));
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected List<TranslatorSample<?, ?, ?>> translations() {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "Hi")))
                .build();
        EmbeddingRequest embedding = new EmbeddingRequest(
                "public",
                List.of(new EmbeddingRequest.Input.Text("Hi")),
                OptionalInt.empty(),
                EmbeddingRequest.Encoding.FLOAT,
                Optional.empty(),
                Optional.empty(),
                Extras.NONE);
        return List.of(
                chat(chat),
                TranslatorSample.of(Operation.COUNT_TOKENS, chat, COUNT),
                TranslatorSample.of(Operation.EMBEDDING, embedding, VECTORS),
                TranslatorSample.of(
                        Operation.MODERATION,
                        new ModerationRequest("public", List.of(ModerationRequest.Item.of("Hi")), Extras.NONE),
                        VERDICT),
                TranslatorSample.of(
                                Operation.IMAGE,
                                ImageRequest.builder(ImageRequest.Task.GENERATE, "public", "A cat")
                                        .build(),
                                PICTURE)
                        .streamed(Framing.SSE, PICTURES),
                TranslatorSample.ofBytes(
                                Operation.SPEECH,
                                new SpeechRequest(
                                        "public",
                                        "Hi",
                                        "alloy",
                                        Optional.empty(),
                                        Optional.empty(),
                                        OptionalDouble.empty(),
                                        SpeechRequest.Delivery.EVENTS,
                                        Extras.NONE),
                                Bytes.wrap(new byte[] {73, 68, 51}))
                        .streamed(Framing.SSE, SOUND),
                TranslatorSample.of(
                                Operation.TRANSCRIPTION,
                                new TranscriptionRequest(
                                        "public",
                                        new Media.Upload("a.wav", "audio/wav", Bytes.utf8("RIFF")),
                                        false,
                                        Optional.empty(),
                                        Optional.empty(),
                                        TranscriptionRequest.Format.JSON,
                                        OptionalDouble.empty(),
                                        List.of(),
                                        false,
                                        Extras.NONE),
                                TEXT)
                        .streamed(Framing.SSE, TEXTS));
    }

    /** The chat as the provider translates it. */
    TranslatorSample<?, ?, ?> chat(ChatRequest request) {
        return TranslatorSample.of(Operation.CHAT, request, REPLY).streamed(Framing.SSE, STREAM);
    }

    @Override
    protected List<RelaySample> relays() {
        Usage chat = Usage.builder()
                .set(Bucket.INPUT, 5)
                .set(Bucket.CACHE_READ, 4)
                .set(Bucket.OUTPUT, 2)
                .set(Bucket.REASONING, 1)
                .build();
        Usage vectors = Usage.builder().set(Bucket.INPUT, 2).build();
        Usage picture = Usage.builder()
                .set(Bucket.INPUT, 12)
                .set(Bucket.INPUT_IMAGE, 64)
                .set(Bucket.OUTPUT_IMAGE, 120)
                .set(Bucket.IMAGES, 1)
                .build(196);
        return List.of(
                RelaySample.of(Wire.OPENAI_CHAT, "{\"model\":\"public\",\"messages\":[]}", REPLY, chat)
                        .streamed(Framing.SSE, STREAM),
                RelaySample.of(Wire.OPENAI_COMPLETIONS, "{\"prompt\":\"Hi\",\"model\":\"public\"}", REPLY, chat)
                        .streamed(Framing.SSE, TEXT_STREAM),
                RelaySample.of(Wire.OPENAI_EMBEDDINGS, "{\"input\":\"Hi\",\"model\":\"public\"}", VECTORS, vectors),
                RelaySample.of(Wire.OPENAI_MODERATIONS, "{\"input\":\"Hi\"}", VERDICT, Usage.none()),
                RelaySample.of(Wire.OPENAI_IMAGES, "{\"prompt\":\"A cat\"}", PICTURE, picture)
                        .streamed(Framing.SSE, PICTURES),
                RelaySample.of(Wire.OPENAI_IMAGE_EDITS, "{\"prompt\":\"A hat\"}", PICTURE, picture)
                        .streamed(Framing.SSE, PICTURES.replace("generation", "edit")),
                RelaySample.of(Wire.OPENAI_IMAGE_VARIATIONS, "{\"image\":\"x\"}", PICTURE, picture),
                RelaySample.of(
                                Wire.OPENAI_SPEECH,
                                "{\"input\":\"Hi\",\"stream_format\":\"sse\"}",
                                "{\"usage\":{\"input_tokens\":3,\"output_tokens\":40}}",
                                Usage.builder()
                                        .set(Bucket.INPUT, 3)
                                        .set(Bucket.OUTPUT_AUDIO, 40)
                                        .build())
                        .streamed(Framing.SSE, SOUND),
                RelaySample.of(Wire.OPENAI_RESPONSES, "{\"input\":\"Hi\",\"model\":\"public\"}", RESPONSE, chat)
                        .streamed(Framing.SSE, RESPONSE_STREAM),
                RelaySample.of(
                        Wire.OPENAI_INPUT_TOKENS, "{\"input\":\"Hi\",\"model\":\"public\"}", COUNT, Usage.none()),
                RelaySample.of(Wire.OPENAI_COMPACT, "{\"input\":[],\"model\":\"public\"}", RESPONSE, chat));
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                ErrorSample.of(401, error("invalid_api_key"), ErrorKind.AUTHENTICATION),
                ErrorSample.of(404, error("model_not_found"), ErrorKind.NOT_FOUND),
                ErrorSample.of(400, error("context_length_exceeded"), ErrorKind.CONTEXT_WINDOW),
                ErrorSample.of(400, error("content_policy_violation"), ErrorKind.CONTENT_POLICY),
                ErrorSample.of(400, error("invalid_value"), ErrorKind.INVALID_REQUEST),
                ErrorSample.of(403, error("unsupported_country_region_territory"), ErrorKind.PERMISSION),
                ErrorSample.of(429, error("rate_limit_exceeded"), ErrorKind.RATE_LIMIT),
                ErrorSample.of(429, error("insufficient_quota"), ErrorKind.QUOTA),
                ErrorSample.of(500, error("server_error"), ErrorKind.UPSTREAM),
                ErrorSample.of(503, error("server_error"), ErrorKind.OVERLOADED));
    }

    private static String error(String code) {
        return "{\"error\":{\"message\":\"as OpenAI words it\",\"type\":\"some_error\",\"param\":null,\"code\":\""
                + code + "\"}}";
    }
}
