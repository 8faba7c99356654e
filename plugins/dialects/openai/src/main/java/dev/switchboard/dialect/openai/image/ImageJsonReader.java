package dev.switchboard.dialect.openai.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Delivery;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Makes the canonical request from JSON, in which pictures are addresses or files the provider holds. */
final class ImageJsonReader {
    private ImageJsonReader() {}

    static ImageRequest read(JsonObject body, Task task) {
        String prompt = body.string("prompt").orElse("");
        ImageRequest.Builder request =
                ImageRequest.builder(task, body.string("model").orElse(""), prompt);
        if (task != Task.GENERATE) {
            request.images(images(body));
            body.get("mask").map(ImageJsonReader::media).ifPresent(request::mask);
        }
        request.stream(body.bool("stream").orElse(false));
        body.string("size").ifPresent(request::size);
        body.string("quality").ifPresent(request::quality);
        body.string("background").ifPresent(request::background);
        body.string("style").ifPresent(request::style);
        body.string("output_format").ifPresent(request::format);
        body.string("user").ifPresent(request::user);
        number(body, "n", 1, request::count);
        number(body, "output_compression", 0, request::compression);
        number(body, "partial_images", 0, request::partialImages);
        body.get("response_format").map(ImageJsonReader::delivery).ifPresent(request::delivery);
        return request.extras(Extras.of(Wire.OPENAI_IMAGES, body.unread())).build();
    }

    private static void number(JsonObject body, String name, int least, IntConsumer target) {
        body.get(name).ifPresent(value -> {
            long number = value.asLong();
            if (number < least || number > Integer.MAX_VALUE) {
                value.failValue(least + " or more");
            }
            target.accept((int) number);
        });
    }

    private static List<Media> images(JsonObject body) {
        Optional<JsonField> one = body.get("image");
        List<Media> images = one.isPresent()
                ? List.of(media(one.get()))
                : body.require("images").asArray().stream()
                        .map(ImageJsonReader::media)
                        .toList();
        return images.isEmpty() ? body.require("images").failValue("at least one image") : images;
    }

    private static Media media(JsonField value) {
        if (value.isString()) {
            return Media.ofUrl(value.asString());
        }
        JsonObject image = value.asObject();
        return image.string("file_id")
                .<Media>map(id -> new Media.Stored(id, Optional.empty()))
                .orElseGet(() -> Media.ofUrl(image.require("image_url").asString()));
    }

    private static Delivery delivery(JsonField value) {
        return switch (value.asString()) {
            case "url" -> Delivery.URL;
            case "b64_json" -> Delivery.BASE64;
            default -> value.failValue("\"url\" or \"b64_json\"");
        };
    }
}
