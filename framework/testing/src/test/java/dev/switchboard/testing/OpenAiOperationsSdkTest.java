package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageCreateVariationParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageEditStreamEvent;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.moderations.Moderation;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.http.Chunking;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own Java SDK does everything beside chat through the gateway, files and sound included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiOperationsSdkTest {
    @TempDir
    static Path folder;

    private MockUpstream upstream;
    private TestingGateway gateway;
    private OpenAIClient client;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  upstream: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  m: {targets: [{provider: upstream, model: m-upstream}]}
                  omni-moderation-latest: {targets: [{provider: upstream, model: omni-upstream}]}
                  edited:
                    targets:
                      - provider: upstream
                        model: m-upstream
                        defaults: {language: de, prompt: unused}
                        set: {temperature: 0.5}
                        remove: [chunking_strategy]
                """).start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(gateway.key())
                .maxRetries(0)
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    private ReceivedRequest received() {
        return upstream.requests().getLast();
    }

    private MultipartForm receivedForm() {
        return MultipartForm.parse(
                received().header("content-type").orElseThrow(),
                Bytes.wrap(received().body()));
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static String field(MultipartForm form, String name) {
        return form.first(name).map(Part::text).orElse("(missing)");
    }

    @Test
    void moderations() {
        upstream.enqueue(Reply.json("""
                {"id":"modr-1","model":"omni-upstream","results":[{"flagged":true,
                "categories":{"harassment":true,"violence":false},"category_scores":{"harassment":0.9,"violence":1.5e-05},
                "category_applied_input_types":{"harassment":["text"],"violence":["text"]}}]}"""));

        ModerationCreateResponse response = client.moderations()
                .create(ModerationCreateParams.builder().input("a bad word").build());

        Moderation verdict = response.results().getFirst();
        assertTrue(verdict.flagged());
        assertTrue(verdict.categories().harassment());
        assertEquals(1.5e-05, verdict.categoryScores().violence());
        assertEquals(
                "{\"input\":\"a bad word\",\"model\":\"omni-upstream\"}",
                received().bodyText());
    }

    @Test
    void embeddingsInBase64AndInNumbers() {
        upstream.on(
                "POST",
                "/v1/embeddings",
                request -> Reply.json(
                        """
                {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":%s}],
                "usage":{"prompt_tokens":1,"total_tokens":1}}""".formatted(request.bodyText().contains("base64") ? "\"AAAAPwAAgL8=\"" : "[0.5,-1.0]")));
        for (EmbeddingCreateParams.EncodingFormat format :
                List.of(EmbeddingCreateParams.EncodingFormat.BASE64, EmbeddingCreateParams.EncodingFormat.FLOAT)) {
            assertEquals(
                    List.of(0.5f, -1.0f),
                    client.embeddings()
                            .create(EmbeddingCreateParams.builder()
                                    .model("m")
                                    .input("Hi")
                                    .encodingFormat(format)
                                    .build())
                            .data()
                            .getFirst()
                            .embedding());
        }
    }

    @Test
    void images() {
        upstream.enqueue(Reply.json("""
                {"created":7,"background":"opaque","data":[{"b64_json":"AQID","revised_prompt":"a big cat"}],
                "output_format":"png","quality":"high","size":"1024x1024","usage":{"input_tokens":10,
                "input_tokens_details":{"image_tokens":0,"text_tokens":10},"output_tokens":40,"total_tokens":50}}"""));

        ImagesResponse response = client.images()
                .generate(ImageGenerateParams.builder()
                        .model("m")
                        .prompt("a cat")
                        .n(1)
                        .build());

        assertEquals("AQID", response.data().orElseThrow().getFirst().b64Json().orElseThrow());
        assertEquals(50, response.usage().orElseThrow().totalTokens());
        assertTrue(received().bodyText().contains("\"model\":\"m-upstream\""));
    }

    private static Reply pictures(String prefix) {
        return Reply.sse()
                .event(
                        prefix + ".partial_image",
                        "{\"type\":\"" + prefix + ".partial_image\",\"b64_json\":\"AQ==\",\"partial_image_index\":0,"
                                + "\"created_at\":1,\"size\":\"1024x1024\",\"quality\":\"low\","
                                + "\"background\":\"opaque\",\"output_format\":\"png\"}")
                .event(
                        prefix + ".completed",
                        "{\"type\":\"" + prefix + ".completed\",\"b64_json\":\"AQID\",\"created_at\":1,"
                                + "\"size\":\"1024x1024\",\"quality\":\"low\",\"background\":\"opaque\","
                                + "\"output_format\":\"png\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4,"
                                + "\"total_tokens\":7,\"input_tokens_details\":{\"text_tokens\":3,\"image_tokens\":0}}}")
                .chunks(Chunking.ofSize(1))
                .build();
    }

    @Test
    void streamedImages() {
        upstream.enqueue(pictures("image_generation"));

        try (StreamResponse<ImageGenStreamEvent> stream = client.images()
                .generateStreaming(ImageGenerateParams.builder()
                        .model("m")
                        .prompt("a cat")
                        .partialImages(1)
                        .build())) {
            List<ImageGenStreamEvent> events = stream.stream().toList();

            assertEquals("AQ==", events.getFirst().asGenerationPartialImage().b64Json());
            assertEquals("AQID", events.getLast().asGenerationCompleted().b64Json());
            assertEquals(7, events.getLast().asGenerationCompleted().usage().totalTokens());
        }
    }

    @Test
    void editsWithSeveralFilesAndAMask() throws IOException {
        byte[] cat = noise(70_000);
        byte[] hat = noise(300);
        upstream.enqueue(Reply.json("{\"created\":7,\"data\":[{\"b64_json\":\"AQID\"}]}"));

        ImagesResponse response = client.images()
                .edit(ImageEditParams.builder()
                        .model("m")
                        .prompt("give it a \"hat\"")
                        .imageOfInputStreams(List.of(
                                Files.newInputStream(file("cat.png", cat)), Files.newInputStream(file("hat.png", hat))))
                        .mask(file("mask.png", noise(50)))
                        .n(2)
                        .build());

        MultipartForm form = receivedForm();
        assertEquals("AQID", response.data().orElseThrow().getFirst().b64Json().orElseThrow());
        assertEquals("m-upstream", field(form, "model"));
        assertEquals("give it a \"hat\"", field(form, "prompt"));
        assertEquals("2", field(form, "n"));
        assertArrayEquals(cat, form.all("image[]").getFirst().content().toArray());
        assertArrayEquals(hat, form.all("image[]").getLast().content().toArray());
        assertEquals(Optional.of("mask.png"), form.first("mask").orElseThrow().fileName());
        assertArrayEquals(noise(50), form.first("mask").orElseThrow().content().toArray());
    }

    @Test
    void streamedEdits() throws IOException {
        upstream.enqueue(pictures("image_edit"));

        try (StreamResponse<ImageEditStreamEvent> stream = client.images()
                .editStreaming(ImageEditParams.builder()
                        .model("m")
                        .prompt("a hat")
                        .image(file("cat.png", noise(10)))
                        .build())) {
            List<ImageEditStreamEvent> events = stream.stream().toList();

            assertEquals("AQ==", events.getFirst().asPartialImage().b64Json());
            assertEquals("low", events.getLast().asCompleted().quality().asString());
            assertEquals(3, events.getLast().asCompleted().usage().inputTokens());
        }
        assertEquals("true", field(receivedForm(), "stream"));
    }

    @Test
    @SuppressWarnings("deprecation") // OpenAI prefers newer ways; callers still take this one
    void variations() throws IOException {
        upstream.enqueue(Reply.json("{\"created\":7,\"data\":[{\"url\":\"https://example.com/cat.png\"}]}"));

        ImagesResponse response = client.images()
                .createVariation(ImageCreateVariationParams.builder()
                        .model("m")
                        .image(file("cat.png", noise(99)))
                        .responseFormat(ImageCreateVariationParams.ResponseFormat.URL)
                        .build());

        assertEquals(
                "https://example.com/cat.png",
                response.data().orElseThrow().getFirst().url().orElseThrow());
        assertArrayEquals(
                noise(99), receivedForm().first("image").orElseThrow().content().toArray());
        assertEquals("/v1/images/variations", received().path());
    }

    private static SpeechCreateParams speech() {
        return SpeechCreateParams.builder()
                .model("m")
                .input("Hello")
                .voice("alloy")
                .build();
    }

    @Test
    void speechIsEqualToTheByte() throws IOException {
        byte[] sound = noise(300_000);
        upstream.enqueue(Reply.status(200)
                .header("content-type", "audio/mpeg")
                .body(sound)
                .chunked()
                .chunks(Chunking.irregular(3))
                .build());

        try (HttpResponse response = client.audio().speech().create(speech());
                InputStream body = response.body()) {
            assertArrayEquals(sound, body.readAllBytes());
            assertEquals(List.of("audio/mpeg"), response.headers().values("content-type"));
        }
    }

    @Test
    void speechThatIsCutIsNoSpeech() {
        upstream.enqueue(Reply.status(200)
                .header("content-type", "audio/mpeg")
                .body(noise(10_000))
                .chunked()
                .cut(Cut.RST)
                .build());

        assertThrows(IOException.class, () -> {
            try (HttpResponse response = client.audio().speech().create(speech());
                    InputStream body = response.body()) {
                body.readAllBytes();
            } catch (OpenAIException e) {
                throw new IOException(e);
            }
        });
    }

    @Test
    void speechThatFailsHasAStatus() {
        upstream.enqueue(Reply.json(400, "{\"error\":{\"message\":\"no such voice\",\"code\":\"invalid_value\"}}"));

        BadRequestException refused = assertThrows(
                BadRequestException.class, () -> client.audio().speech().create(speech()));

        assertTrue(refused.getMessage().contains("no such voice"), refused::getMessage);
    }

    private static TranscriptionCreateParams.Builder recording() throws IOException {
        return TranscriptionCreateParams.builder().model("m").file(file("call.wav", noise(100_000)));
    }

    @Test
    void transcriptions() throws IOException {
        upstream.enqueue(Reply.json("""
                {"text":"Hello there","usage":{"type":"tokens","input_tokens":14,"output_tokens":4,"total_tokens":18,
                "input_token_details":{"text_tokens":0,"audio_tokens":14}},"logprobs":[{"token":"Hello","logprob":-0.5}]}"""));

        TranscriptionCreateResponse response = client.audio()
                .transcriptions()
                .create(recording().language("en").temperature(0.2).build());

        assertEquals("Hello there", response.asTranscription().text());
        assertEquals(
                18, response.asTranscription().usage().orElseThrow().asTokens().totalTokens());
        assertEquals(
                "Hello",
                response.asTranscription()
                        .logprobs()
                        .orElseThrow()
                        .getFirst()
                        .token()
                        .orElseThrow());
        Part file = receivedForm().first("file").orElseThrow();
        assertArrayEquals(noise(100_000), file.content().toArray());
        assertEquals(Optional.of("call.wav"), file.fileName());
        assertEquals("en", field(receivedForm(), "language"));
        assertEquals("0.2", field(receivedForm(), "temperature"));
    }

    @Test
    void transcriptionsWithTimes() throws IOException {
        upstream.enqueue(Reply.json("""
                {"task":"transcribe","language":"english","duration":2.5,"text":"Hello","segments":[{"id":0,"seek":0,
                "start":0.0,"end":2.5,"text":"Hello","tokens":[1,2],"temperature":0.0,"avg_logprob":-0.25,
                "compression_ratio":0.5,"no_speech_prob":0.125}],"words":[{"word":"Hello","start":0.1,"end":0.9}],
                "usage":{"type":"duration","seconds":3}}"""));

        TranscriptionCreateResponse response = client.audio()
                .transcriptions()
                .create(recording()
                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                        .addTimestampGranularity(TranscriptionCreateParams.TimestampGranularity.WORD)
                        .build());

        assertEquals(2.5, response.asVerbose().duration());
        assertEquals(
                -0.25f, response.asVerbose().segments().orElseThrow().getFirst().avgLogprob());
        assertEquals(0.9, response.asVerbose().words().orElseThrow().getFirst().end());
        assertEquals(3, response.asVerbose().usage().orElseThrow().seconds());
        assertEquals("word", field(receivedForm(), "timestamp_granularities[]"));
    }

    @Test
    void streamedTranscriptions() throws IOException {
        upstream.enqueue(Reply.sse()
                .data("{\"type\":\"transcript.text.delta\",\"delta\":\"Hel\"}")
                .data("{\"type\":\"transcript.text.delta\",\"delta\":\"lo\"}")
                .data("{\"type\":\"transcript.text.done\",\"text\":\"Hello\",\"usage\":{\"type\":\"tokens\","
                        + "\"input_tokens\":14,\"output_tokens\":4,\"total_tokens\":18}}")
                .build());

        try (StreamResponse<TranscriptionStreamEvent> stream =
                client.audio().transcriptions().createStreaming(recording().build())) {
            List<TranscriptionStreamEvent> events = stream.stream().toList();

            assertEquals("Hel", events.getFirst().asTranscriptTextDelta().delta());
            assertEquals("Hello", events.getLast().asTranscriptTextDone().text());
            assertEquals(
                    18,
                    events.getLast()
                            .asTranscriptTextDone()
                            .usage()
                            .orElseThrow()
                            .totalTokens());
        }
    }

    @Test
    void aStreamedTranscriptionThatIsCutFails() throws IOException {
        upstream.enqueue(Reply.sse()
                .data("{\"type\":\"transcript.text.delta\",\"delta\":\"Hel\"}")
                .build());

        try (StreamResponse<TranscriptionStreamEvent> stream =
                client.audio().transcriptions().createStreaming(recording().build())) {
            assertThrows(OpenAIException.class, () -> stream.stream().toList());
        }
    }

    @Test
    @SuppressWarnings("deprecation") // OpenAI prefers newer ways; callers still take this one
    void translations() throws IOException {
        upstream.enqueue(Reply.json("{\"text\":\"Good day\"}"));

        assertEquals(
                "Good day",
                client.audio()
                        .translations()
                        .create(TranslationCreateParams.builder()
                                .model("m")
                                .file(file("call.wav", noise(10)))
                                .build())
                        .asTranslation()
                        .text());
        assertEquals("/v1/audio/translations", received().path());
    }

    @Test
    void theOperatorsEditsHoldForFormsToo() throws IOException {
        upstream.enqueue(Reply.json("{\"text\":\"Guten Tag\"}"));

        client.audio()
                .transcriptions()
                .create(recording()
                        .model("edited")
                        .prompt("Names: Ada")
                        .temperature(1)
                        .chunkingStrategyAuto()
                        .build());

        MultipartForm form = receivedForm();
        assertEquals("de", field(form, "language"));
        assertEquals("Names: Ada", field(form, "prompt"));
        assertEquals(
                List.of("0.5"), form.all("temperature").stream().map(Part::text).toList());
        assertFalse(form.first("chunking_strategy").isPresent());
        assertArrayEquals(
                noise(100_000), form.first("file").orElseThrow().content().toArray());
    }
}
