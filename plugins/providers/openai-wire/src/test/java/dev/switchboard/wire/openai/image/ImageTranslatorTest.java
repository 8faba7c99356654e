package dev.switchboard.wire.openai.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Delivery;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.TestingWire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageTranslatorTest {
    private static final Target TARGET = Target.of("wire", "up");
    private static final Media HERE = new Media.Inline("image/png", "AQID");
    private static final Media THERE = new Media.Remote("https://example.com/a.png", Optional.empty());

    private final ImageTranslator translator = new ImageTranslator(TestingWire.openAi());

    private static ImageRequest.Builder edit(Media... images) {
        return ImageRequest.builder(Task.EDIT, "public", "a hat").images(List.of(images));
    }

    @Test
    void generatesWithAllThatWasAsked() {
        ImageRequest request = ImageRequest.builder(Task.GENERATE, "public", "a cat").stream(true)
                .count(2)
                .size("1x1")
                .quality("low")
                .background("opaque")
                .style("vivid")
                .format("webp")
                .compression(50)
                .delivery(Delivery.BASE64)
                .partialImages(3)
                .user("ada")
                .extras(Extras.of(Wire.OPENAI_IMAGES, Map.of("moderation", new JsonText("\"low\""))))
                .build();

        UpstreamRequest sent = translator.encode(request, TARGET);

        assertEquals("https://api.example.com/v1/images/generations", sent.url().toString());
        assertEquals(
                "{\"model\":\"up\",\"prompt\":\"a cat\",\"n\":2,\"size\":\"1x1\",\"quality\":\"low\","
                        + "\"background\":\"opaque\",\"style\":\"vivid\",\"output_format\":\"webp\","
                        + "\"output_compression\":50,\"response_format\":\"b64_json\",\"stream\":true,"
                        + "\"partial_images\":3,\"user\":\"ada\",\"moderation\":\"low\"}",
                sent.body().utf8());
    }

    @Test
    void editsWhatIsElsewhereAsJson() {
        UpstreamRequest sent = translator.encode(
                edit(THERE, new Media.Stored("file-1", Optional.empty()))
                        .mask(HERE)
                        .build(),
                TARGET);

        assertEquals(
                "{\"model\":\"up\",\"prompt\":\"a hat\",\"images\":[{\"image_url\":\"https://example.com/a.png\"},"
                        + "{\"file_id\":\"file-1\"}],\"mask\":{\"image_url\":\"data:image/png;base64,AQID\"}}",
                sent.body().utf8());
    }

    @Test
    void editsWhatIsHereAsAForm() {
        Media odd = new Media.Upload("a.png", "image/png\u00e4; evil", Bytes.utf8("odd"));

        UpstreamRequest sent = translator.encode(edit(HERE, odd).count(2).build(), TARGET);

        MultipartForm form =
                MultipartForm.parse(sent.headers().first("content-type").orElseThrow(), sent.body());
        assertEquals(
                List.of(
                        Part.text("model", "up"),
                        Part.text("prompt", "a hat"),
                        Part.text("n", "2"),
                        Part.file("image[]", "image", "image/png", Bytes.wrap(new byte[] {1, 2, 3})),
                        Part.file("image[]", "a.png", "application/octet-stream", Bytes.utf8("odd"))),
                form.parts());
        assertEquals(Optional.of("Bearer sk-fake-wire"), sent.headers().first("authorization"));
    }

    @Test
    void refusesAMixtureAndWhatIsNoPicture() {
        assertEquals(
                ErrorKind.UNSUPPORTED,
                assertThrows(
                                GatewayException.class,
                                () -> translator.encode(edit(HERE, THERE).build(), TARGET))
                        .error()
                        .kind());
        assertEquals(
                ErrorKind.INVALID_REQUEST,
                assertThrows(
                                GatewayException.class,
                                () -> translator.encode(
                                        edit(new Media.Inline("image/png", "not base64"))
                                                .build(),
                                        TARGET))
                        .error()
                        .kind());
    }

    @Test
    void readsAddressesAndPictures() {
        ImageResponse response = translator.decode(new UpstreamReply(200, Headers.none(), Bytes.utf8("""
                {"created":7,"output_format":"webp","data":[{"url":"https://example.com/a.png","revised_prompt":"b"},
                {"b64_json":"AQID","seed":4}]}""")));

        assertEquals(
                List.of(
                        new ImageResponse.Image(THERE, Optional.of("b"), Extras.NONE),
                        new ImageResponse.Image(
                                new Media.Inline("image/webp", "AQID"),
                                Optional.empty(),
                                Extras.of(Wire.OPENAI_IMAGES, Map.of("seed", new JsonText("4"))))),
                response.images());
        assertEquals(Usage.builder().set(Bucket.IMAGES, 2).build(), response.usage());
    }
}
