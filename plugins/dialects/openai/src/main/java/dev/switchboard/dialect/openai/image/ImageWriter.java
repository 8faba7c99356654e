package dev.switchboard.dialect.openai.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Delivery;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.image.ImageResponse.Image;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;

/** Writes pictures, as they came: the gateway fetches none and stores none. */
final class ImageWriter {
    private ImageWriter() {}

    static String write(ImageResponse response, Call<ImageRequest> call) {
        JsonWriter json = new JsonWriter()
                .object()
                .integer("created", response.created().getEpochSecond())
                .raw(response.extras().in(Wire.OPENAI_IMAGES))
                .array("data");
        response.images().forEach(image -> write(json, image, call));
        json.endArray();
        usage(json, response.usage());
        return json.endObject().text().text();
    }

    private static void write(JsonWriter json, Image image, Call<ImageRequest> call) {
        json.object();
        media(json, image.media(), call);
        json.string("revised_prompt", image.revisedPrompt())
                .raw(image.extras().in(Wire.OPENAI_IMAGES))
                .endObject();
    }

    /** The picture under the name that says how it comes. */
    static void media(JsonWriter json, Media media, Call<ImageRequest> call) {
        Optional<Delivery> wanted = call.request().delivery();
        switch (media) {
            case Media.Remote remote -> {
                json.string("url", remote.url());
                tellIf(wanted.equals(Optional.of(Delivery.BASE64)), "url", call);
            }
            case Media.Inline inline -> {
                json.string("b64_json", inline.base64());
                tellIf(wanted.equals(Optional.of(Delivery.URL)), "b64_json", call);
            }
            case Media.Upload upload -> media(json, upload.toInline(), call);
            default -> call.changes().dropped("data", "the provider keeps the picture and gives no address");
        }
    }

    private static void tellIf(boolean otherwise, String delivery, Call<ImageRequest> call) {
        if (otherwise) {
            call.changes().changed("response_format", "the provider delivers " + delivery);
        }
    }

    /** Nothing where the provider does not count tokens. */
    static void usage(JsonWriter json, Usage usage) {
        if (usage.totalTokens() == 0) {
            return;
        }
        long images = usage.of(Bucket.INPUT_IMAGE);
        long made = usage.of(Bucket.OUTPUT_IMAGE);
        json.object("usage")
                .integer("input_tokens", usage.inputTokens())
                .integer("output_tokens", usage.outputTokens())
                .integer("total_tokens", usage.totalTokens())
                .object("input_tokens_details")
                .integer("text_tokens", usage.inputTokens() - images)
                .integer("image_tokens", images)
                .endObject()
                .object("output_tokens_details")
                .integer("text_tokens", usage.outputTokens() - made)
                .integer("image_tokens", made)
                .endObject()
                .endObject();
    }
}
