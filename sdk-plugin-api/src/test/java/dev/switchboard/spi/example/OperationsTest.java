package dev.switchboard.spi.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.moderation.ModerationResponse;
import dev.switchboard.spi.moderation.ModerationResponse.Category;
import dev.switchboard.spi.rerank.RerankRequest;
import dev.switchboard.spi.rerank.RerankResponse;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The examples about the operations beside chat. */
class OperationsTest {
    @Test
    void judges() {
        // @start region="moderation"
        ModerationRequest request =
                new ModerationRequest("guard-1", List.of(ModerationRequest.Item.of("a kind word")), Extras.NONE);
        Category violence = new Category("violence", false, OptionalDouble.of(0.01), List.of("text"));

        ModerationResponse response = new ModerationResponse(
                "modr-1",
                request.model(),
                List.of(new ModerationResponse.Verdict(false, List.of(violence), Extras.NONE)),
                Usage.none(),
                Extras.NONE);

        assertEquals(request.items().size(), response.verdicts().size());
        // @end
    }

    @Test
    void draws() {
        // @start region="image"
        Media photo = new Media.Upload("cat.png", "image/png", Bytes.wrap(new byte[] {1, 2, 3}));
        ImageRequest request = ImageRequest.builder(ImageRequest.Task.EDIT, "painter-1", "Give the cat a hat")
                .images(List.of(photo))
                .size("1024x1024")
                .build();

        assertEquals("ImageRequest[EDIT, model=painter-1, images=1, stream=false]", request.toString());
        // @end
    }

    @Test
    void showsUnfinishedPictures() {
        // @start region="imageEvents"
        Media sketch = new Media.Inline("image/png", "AQID");
        Usage usage = Usage.builder()
                .set(Bucket.INPUT, 12)
                .set(Bucket.OUTPUT_IMAGE, 272)
                .set(Bucket.IMAGES, 1)
                .build(284);
        List<ImageEvent> events = List.of(
                new ImageEvent.Partial(0, Instant.EPOCH, sketch, Extras.NONE),
                new ImageEvent.Completed(Instant.EPOCH, sketch, usage, Extras.NONE));

        assertEquals(Optional.of(usage), events.getLast().usage());
        // @end
    }

    private static SpeechRequest speech(String input) {
        return new SpeechRequest(
                "voice-1",
                input,
                "alto",
                Optional.empty(),
                Optional.of("mp3"),
                OptionalDouble.empty(),
                SpeechRequest.Delivery.AUDIO,
                Extras.NONE);
    }

    @Test
    void speaks() {
        // @start region="speech"
        List<SpeechEvent> events = List.of(
                new SpeechEvent.Audio(Bytes.wrap(new byte[] {73, 68, 51})),
                new SpeechEvent.UsageReported(Usage.none()));

        assertTrue(events.getFirst().meaningful());
        // @end
    }

    @Test
    void countsCharacters() {
        SpeechRequest request = speech("Grüß dich 👋");
        // @start region="characters"
        Usage usage =
                Usage.builder().set(Bucket.CHARACTERS, request.characters()).build();
        // @end
        assertEquals(11, usage.of(Bucket.CHARACTERS));
        assertEquals(0, usage.totalTokens());
    }

    @Test
    void writesDown() {
        // @start region="transcription"
        TranscriptionRequest request = new TranscriptionRequest(
                "ears-1",
                new Media.Upload("call.wav", "audio/wav", Bytes.wrap(new byte[] {82, 73, 70, 70})),
                false,
                Optional.of("de"),
                Optional.empty(),
                TranscriptionRequest.Format.JSON,
                OptionalDouble.empty(),
                List.of(),
                false,
                Extras.NONE);
        Usage usage = Usage.builder().set(Bucket.AUDIO_SECONDS, 3).build();
        TranscriptionResponse response = TranscriptionResponse.of("Guten Tag.", usage);

        assertEquals("audio/wav", request.audio().mediaType());
        assertEquals(3, response.usage().of(Bucket.AUDIO_SECONDS));
        // @end
    }

    @Test
    void ranks() {
        // @start region="rerank"
        RerankRequest request = new RerankRequest(
                "ranker-1",
                "Who painted it?",
                List.of(new RerankRequest.Document.Text("A recipe"), new RerankRequest.Document.Text("By Frida Kahlo")),
                OptionalInt.of(1),
                false,
                OptionalInt.empty(),
                Extras.NONE);
        Usage oneSearch = Usage.builder().set(Bucket.REQUESTS, 1).build();
        RerankResponse response =
                new RerankResponse("r-1", request.model(), List.of(new RerankResponse.Result(1, 0.93)), oneSearch);

        assertEquals(
                new RerankRequest.Document.Text("By Frida Kahlo"),
                request.documents().get(response.results().getFirst().index()));
        // @end
    }

    @Test
    void readsAndWritesForms() {
        // @start region="multipart"
        MultipartForm form = new MultipartForm(List.of(
                Part.text("model", "ears-1"),
                Part.file("file", "call.wav", "audio/wav", Bytes.wrap(new byte[] {82, 73, 70, 70}))));

        MultipartForm.Encoded encoded = form.encode();
        MultipartForm read = MultipartForm.parse(encoded.contentType(), encoded.body());

        assertEquals("ears-1", read.first("model").orElseThrow().text());
        assertEquals(form.fingerprint(), read.fingerprint());
        // @end
    }
}
