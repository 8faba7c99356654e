package dev.switchboard.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Delivery;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.transcription.TranscriptionResponse.Segment;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers ask beside chat, and what they get. */
class OperationsTest {
    private static final GatewayError BROKEN = GatewayError.of(ErrorKind.UPSTREAM, "broken");

    @SuppressWarnings("unchecked") // the path names the operation, the operation the types
    private static <Q, R, E extends StreamEvent> Endpoint<Q, R, E> endpoint(String path, Operation<Q, R, E> operation) {
        Endpoint<?, ?, ?> endpoint = new OpenAiDialect()
                .endpoints().stream()
                        .filter(each -> each.paths().contains(path))
                        .findFirst()
                        .orElseThrow();
        assertEquals(operation, endpoint.operation());
        return (Endpoint<Q, R, E>) endpoint;
    }

    private static <Q> Call<Q> json(String path, Operation<Q, ?, ?> operation, String body) {
        return endpoint(path, operation).read(TestingRequest.to(path), Bytes.utf8(body));
    }

    private static <Q> Call<Q> form(String path, Operation<Q, ?, ?> operation, Part... parts) {
        MultipartForm.Encoded form = new MultipartForm(List.of(parts)).encode();
        return endpoint(path, operation).read(TestingRequest.to(path, "content-type", form.contentType()), form.body());
    }

    private static Part file(String name) {
        return Part.file(name, name + ".bin", "application/octet-stream", Bytes.utf8(name));
    }

    private static void assertRefused(String param, Runnable read) {
        GatewayException refused = assertThrows(GatewayException.class, read::run);
        assertEquals(ErrorKind.INVALID_REQUEST, refused.error().kind());
        assertEquals(Optional.of(param), refused.error().param());
    }

    @Test
    void moderationsOfTextsAndOfOneItemInParts() {
        ModerationRequest texts = json("/v1/moderations", Operation.MODERATION, "{\"input\":[\"a\",\"b\"],\"x\":1}")
                .request();
        ModerationRequest parts = json(
                        "/v1/moderations",
                        Operation.MODERATION,
                        "{\"model\":\"m\",\"input\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"data:image/png;base64,AQ==\"}}]}")
                .request();

        assertEquals(List.of(ModerationRequest.Item.of("a"), ModerationRequest.Item.of("b")), texts.items());
        assertEquals("omni-moderation-latest", texts.model());
        assertEquals(Map.of("x", new JsonText("1")), texts.extras().in(Wire.OPENAI_MODERATIONS));
        assertEquals(
                List.of(new ModerationRequest.Item(List.of(
                        new ModerationRequest.Part.Text("a"),
                        new ModerationRequest.Part.Image(new Media.Inline("image/png", "AQ=="))))),
                parts.items());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | input",
                "{\"input\":7} | input",
                "{\"input\":[]} | input",
                "{\"input\":[\"a\",7]} | input[1]",
                "{\"input\":[{\"type\":\"sound\"}]} | input[0].type",
                "{\"input\":[{\"type\":\"text\"}]} | input[0].text",
            })
    void refusesModerationsOfNothing(String body, String param) {
        assertRefused(
                param, () -> json("/v1/moderations", Operation.MODERATION, body).request());
    }

    @Test
    void imagesFromJsonAndFromForms() {
        Call<ImageRequest> plain = json(
                "/v1/images/generations",
                Operation.IMAGE,
                "{\"model\":\"m\",\"prompt\":\"p\",\"n\":2,\"size\":\"1x1\",\"response_format\":\"url\",\"stream\":true,"
                        + "\"partial_images\":1,\"moderation\":\"low\",\"user\":null}");
        Call<ImageRequest> form = form(
                "/v1/images/edits",
                Operation.IMAGE,
                Part.text("model", "m"),
                Part.text("prompt", "p"),
                Part.text("n", "2"),
                Part.text("stream", "true"),
                Part.text("input_fidelity", "high"),
                Part.text("quality", ""),
                file("image[]"),
                file("image[]"),
                file("mask"));

        assertTrue(plain.stream() && form.stream());
        assertEquals(2, plain.request().count().getAsInt());
        assertEquals(Optional.of(Delivery.URL), plain.request().delivery());
        assertEquals(
                Map.of("moderation", new JsonText("\"low\"")),
                plain.request().extras().in(Wire.OPENAI_IMAGES));
        assertTrue(plain.body().isPresent());
        assertTrue(form.body().isEmpty());
        assertEquals(2, form.request().images().size());
        assertEquals(2, form.request().count().getAsInt());
        assertEquals(Optional.empty(), form.request().quality());
        assertEquals(
                Optional.of(new Media.Upload("mask.bin", "application/octet-stream", Bytes.utf8("mask"))),
                form.request().mask());
        assertEquals(
                Map.of("input_fidelity", new JsonText("\"high\"")),
                form.request().extras().in(Wire.OPENAI_IMAGES));
    }

    @Test
    void editsOfPicturesThatAreElsewhere() {
        ImageRequest request = json(
                        "/v1/images/edits",
                        Operation.IMAGE,
                        "{\"model\":\"m\",\"prompt\":\"p\",\"images\":[{\"image_url\":\"https://example.com/a.png\"},"
                                + "{\"file_id\":\"file-1\"}],\"mask\":{\"image_url\":\"data:image/png;base64,AQ==\"}}")
                .request();

        assertEquals(
                List.of(
                        new Media.Remote("https://example.com/a.png", Optional.empty()),
                        new Media.Stored("file-1", Optional.empty())),
                request.images());
        assertEquals(Optional.of(new Media.Inline("image/png", "AQ==")), request.mask());
    }

    @Test
    void refusesImagesFromNothing() {
        assertRefused("prompt", () -> json("/v1/images/generations", Operation.IMAGE, "{\"model\":\"m\"}"));
        assertRefused("model", () -> json("/v1/images/generations", Operation.IMAGE, "{\"prompt\":\"p\"}"));
        assertRefused(
                "n",
                () -> json("/v1/images/generations", Operation.IMAGE, "{\"model\":\"m\",\"prompt\":\"p\",\"n\":0}")
                        .request());
        assertRefused(
                "image",
                () -> form("/v1/images/edits", Operation.IMAGE, Part.text("model", "m"), Part.text("prompt", "p"))
                        .request());
        assertRefused(
                "n",
                () -> form("/v1/images/variations", Operation.IMAGE, file("image"), Part.text("n", "many"))
                        .request());
    }

    @Test
    void writesPicturesAsTheyCameAndTellsWhereThatIsNotWhatWasAsked() {
        Call<ImageRequest> call = json(
                "/v1/images/generations",
                Operation.IMAGE,
                "{\"model\":\"m\",\"prompt\":\"p\",\"response_format\":\"url\"}");
        ImageResponse response = new ImageResponse(
                Instant.ofEpochSecond(7),
                List.of(ImageResponse.Image.of(new Media.Inline("image/png", "AQ=="))),
                Usage.builder().set(Bucket.IMAGES, 1).build(),
                Extras.of(Wire.OPENAI_IMAGES, Map.of("size", new JsonText("\"1x1\""))));

        HttpReply reply = endpoint("/v1/images/generations", Operation.IMAGE).write(response, call);

        assertEquals(
                "{\"created\":7,\"size\":\"1x1\",\"data\":[{\"b64_json\":\"AQ==\"}]}",
                reply.body().utf8());
        assertEquals(
                List.of("response_format was changed: the provider delivers b64_json"),
                call.changes().list());
    }

    @Test
    void streamsPicturesWithAllThatClientsLookFor() {
        Call<ImageRequest> call = form(
                "/v1/images/edits",
                Operation.IMAGE,
                Part.text("model", "m"),
                Part.text("prompt", "p"),
                Part.text("size", "1x1"),
                Part.text("stream", "true"),
                file("image"));
        StreamEncoder<ImageEvent> encoder =
                endpoint("/v1/images/edits", Operation.IMAGE).encoder(call);

        String event = encoder.encode(new ImageEvent.Completed(
                        Instant.ofEpochSecond(7),
                        new Media.Inline("image/png", "AQ=="),
                        Usage.none(),
                        Extras.of(Wire.OPENAI_IMAGES, Map.of("note", new JsonText("[1,\n2]")))))
                .utf8();

        assertEquals(
                "event: image_edit.completed\ndata: {\"type\":\"image_edit.completed\",\"b64_json\":\"AQ==\","
                        + "\"created_at\":7,\"size\":\"1x1\",\"quality\":\"auto\",\"background\":\"auto\","
                        + "\"output_format\":\"png\",\"note\":[1, 2]}\n\n",
                event);
        assertTrue(encoder.error(BROKEN).utf8().startsWith("data: {\"error\":{\"message\":\"broken\""));
        assertEquals(": keep-alive\n\n", encoder.keepAlive().utf8());
    }

    private static Call<SpeechRequest> speech(String more) {
        return json(
                "/v1/audio/speech",
                Operation.SPEECH,
                "{\"model\":\"m\",\"input\":\"Hi\",\"voice\":\"alloy\"" + more + "}");
    }

    @Test
    void speechIsAlwaysAStreamOfSoundAlone() {
        Call<SpeechRequest> call = speech(",\"response_format\":\"opus\"");
        StreamEncoder<SpeechEvent> encoder =
                endpoint("/v1/audio/speech", Operation.SPEECH).encoder(call);
        Bytes sound = Bytes.wrap(new byte[] {0, -1, 13, 10});

        assertTrue(call.stream());
        assertEquals(Optional.of("audio/opus"), encoder.headers().first("content-type"));
        assertEquals(sound, encoder.encode(new SpeechEvent.Audio(sound)));
        for (Bytes nothing : List.of(
                encoder.encode(new SpeechEvent.UsageReported(Usage.none())),
                encoder.end(),
                encoder.error(BROKEN),
                encoder.keepAlive())) {
            assertTrue(nothing.isEmpty());
        }
    }

    @Test
    void speechInEventsEndsWithUsage() {
        Call<SpeechRequest> call = speech(",\"stream_format\":\"sse\"");
        StreamEncoder<SpeechEvent> encoder =
                endpoint("/v1/audio/speech", Operation.SPEECH).encoder(call);

        assertEquals(
                "event: speech.audio.delta\ndata: {\"type\":\"speech.audio.delta\",\"audio\":\"AP8=\"}\n\n",
                encoder.encode(new SpeechEvent.Audio(Bytes.wrap(new byte[] {0, -1})))
                        .utf8());
        encoder.encode(new SpeechEvent.UsageReported(
                Usage.builder().set(Bucket.INPUT, 2).set(Bucket.OUTPUT_AUDIO, 3).build()));
        assertEquals(
                "event: speech.audio.done\ndata: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":2,"
                        + "\"output_tokens\":3,\"total_tokens\":5}}\n\n",
                encoder.end().utf8());
    }

    @Test
    void aVoiceOfTheAccountsOwnKeepsItsForm() {
        SpeechRequest request = json(
                        "/v1/audio/speech",
                        Operation.SPEECH,
                        "{\"model\":\"m\",\"input\":\"Hi\",\"voice\":{\"id\":\"v-1\"}}")
                .request();

        assertEquals("v-1", request.voice());
        assertEquals(
                Map.of("voice", new JsonText("{\"id\":\"v-1\"}")),
                request.extras().in(Wire.OPENAI_SPEECH));
        assertRefused(
                "stream_format", () -> speech(",\"stream_format\":\"tape\"").request());
    }

    private static Call<TranscriptionRequest> transcription(Part... more) {
        List<Part> parts = new ArrayList<>(List.of(Part.text("model", "m"), file("file")));
        parts.addAll(List.of(more));
        return form("/v1/audio/transcriptions", Operation.TRANSCRIPTION, parts.toArray(Part[]::new));
    }

    @Test
    void transcriptionsKeepFieldsNobodyKnows() {
        TranscriptionRequest request = transcription(
                        Part.text("timestamp_granularities[]", "word"),
                        Part.text("timestamp_granularities[]", "segment"),
                        Part.text("include[]", "a"),
                        Part.text("include[]", "b"),
                        Part.text("hotwords", "Ada"))
                .request();

        assertEquals(List.of("word", "segment"), request.timestamps());
        assertEquals(
                Map.of("include[]", new JsonText("[\"a\",\"b\"]"), "hotwords", new JsonText("\"Ada\"")),
                request.extras().in(Wire.OPENAI_TRANSCRIPTIONS));
    }

    @Test
    void refusesWhatIsNoRecording() {
        assertRefused(
                "file",
                () -> form("/v1/audio/translations", Operation.TRANSCRIPTION, Part.text("model", "m"))
                        .request());
        assertRefused("model", () -> form("/v1/audio/transcriptions", Operation.TRANSCRIPTION, file("file")));
        assertRefused("stream", () -> transcription(Part.text("stream", "perhaps")));
        assertRefused(
                "response_format",
                () -> transcription(Part.text("response_format", "mp3")).request());
        assertRefused(
                "temperature",
                () -> transcription(Part.text("temperature", "NaN")).request());
        GatewayException json = assertThrows(
                GatewayException.class, () -> json("/v1/audio/transcriptions", Operation.TRANSCRIPTION, "{}"));
        assertTrue(json.getMessage().contains("multipart/form-data"), json.getMessage());
    }

    @Test
    void formsThatSayTheSameAreTheSameQuestion() {
        Call<TranscriptionRequest> once = transcription();
        Bytes rewritten = Bytes.utf8("--other\r\nContent-Disposition: form-data; name=model\r\n\r\nm\r\n--other\r\n"
                + "content-disposition: form-data; name=\"file\"; filename=\"file.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\nfile\r\n--other--");
        Call<TranscriptionRequest> again = endpoint("/v1/audio/transcriptions", Operation.TRANSCRIPTION)
                .read(
                        TestingRequest.to(
                                "/v1/audio/transcriptions", "content-type", "multipart/form-data; boundary=other"),
                        rewritten);

        assertEquals(once.identity(), again.identity());
        assertNotEquals(once.identity(), transcription(Part.text("prompt", "x")).identity());
    }

    private static String written(String format, TranscriptionResponse response) {
        Call<TranscriptionRequest> call = transcription(Part.text("response_format", format));
        HttpReply reply =
                endpoint("/v1/audio/transcriptions", Operation.TRANSCRIPTION).write(response, call);
        assertEquals(
                Optional.of(format.endsWith("json") ? "application/json" : "text/plain; charset=utf-8"),
                reply.headers().first("content-type"));
        return reply.body().utf8();
    }

    private static TranscriptionResponse said(Segment... segments) {
        return new TranscriptionResponse(
                "Hi there",
                Optional.empty(),
                Optional.of("english"),
                OptionalDouble.of(3723.5),
                List.of(segments),
                List.of(),
                Usage.builder().set(Bucket.AUDIO_SECONDS, 4).build(),
                Extras.NONE);
    }

    @Test
    void writesWhatWasSaidInEachForm() {
        TranscriptionResponse said = said(
                new Segment(0, 1.25, " Hi\n\n", Optional.of("A"), Extras.NONE),
                new Segment(3601.0005, 3723.5, "th-->ere", Optional.empty(), Extras.NONE));

        assertEquals("Hi there\n", written("text", said));
        assertEquals(
                "1\n00:00:00,000 --> 00:00:01,250\nHi\n\n2\n01:00:01,001 --> 01:02:03,500\nth->ere\n\n",
                written("srt", said));
        assertEquals(
                "WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nHi\n\n01:00:01.001 --> 01:02:03.500\nth->ere\n\n",
                written("vtt", said));
        assertEquals(
                "{\"task\":\"transcribe\",\"language\":\"english\",\"duration\":3723.5,\"text\":\"Hi there\",\"segments\":["
                        + "{\"start\":0,\"end\":1.25,\"text\":\" Hi\\n\\n\",\"speaker\":\"A\"},"
                        + "{\"start\":3601.0005,\"end\":3723.5,\"text\":\"th-->ere\"}],"
                        + "\"usage\":{\"type\":\"duration\",\"seconds\":4}}",
                written("verbose_json", said));
    }

    @Test
    void subtitlesNeedTimes() {
        GatewayException refused = assertThrows(GatewayException.class, () -> written("srt", said()));

        assertEquals(ErrorKind.UNSUPPORTED, refused.error().kind());
    }

    @Test
    void rerankingInBothShapes() {
        String body =
                "{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\"},{\"text\":\"c\",\"x\":1}],"
                        + "\"top_n\":2,\"rank_fields\":[\"text\"]}";
        RerankRequest jina = json("/v1/rerank", Operation.RERANK, body).request();
        RerankRequest cohere = json("/v2/rerank", Operation.RERANK, body).request();

        assertEquals(
                List.of(
                        new RerankRequest.Document.Text("a"),
                        new RerankRequest.Document.Text("b"),
                        new RerankRequest.Document.Fields(new JsonText("{\"text\":\"c\",\"x\":1}"))),
                jina.documents());
        assertTrue(jina.returnDocuments());
        assertTrue(!cohere.returnDocuments());
        assertEquals(
                Map.of("rank_fields", new JsonText("[\"text\"]")),
                cohere.extras().in(Wire.COHERE_RERANK));
        assertRefused(
                "top_n",
                () -> json("/v1/rerank", Operation.RERANK, body.replace("2,", "0,"))
                        .request());
    }

    @ParameterizedTest
    @CsvSource({
        "query, QUERY",
        "search_document, DOCUMENT",
        "passage, DOCUMENT",
        "clustering, CLUSTERING",
        "text-matching, SIMILARITY"
    })
    void vectorsKnowWhatTheyAreFor(String type, EmbeddingRequest.Task task) {
        EmbeddingRequest request = json(
                        "/v1/embeddings",
                        Operation.EMBEDDING,
                        "{\"model\":\"m\",\"input\":\"a\",\"input_type\":\"" + type + "\"}")
                .request();

        assertEquals(Optional.of(task), request.task());
        assertEquals(
                Map.of("input_type", JsonText.string(type)), request.extras().in(Wire.OPENAI_EMBEDDINGS));
    }
}
