package dev.switchboard.dialect.openai.image;

import dev.switchboard.dialect.openai.common.FormFields;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Delivery;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** Makes the canonical request from a form, in which pictures are files. */
final class ImageFormReader {
    private ImageFormReader() {}

    static ImageRequest read(FormFields form, Task task) {
        String prompt = task == Task.VARY ? "" : form.require("prompt");
        ImageRequest.Builder request =
                ImageRequest.builder(task, form.text("model").orElse(""), prompt);
        if (task != Task.GENERATE) {
            request.images(images(form));
            form.files("mask").stream().findFirst().ifPresent(request::mask);
        }
        request.stream(form.flag("stream"));
        form.text("size").ifPresent(request::size);
        form.text("quality").ifPresent(request::quality);
        form.text("background").ifPresent(request::background);
        form.text("style").ifPresent(request::style);
        form.text("output_format").ifPresent(request::format);
        form.text("user").ifPresent(request::user);
        form.integer("n").ifPresent(request::count);
        form.integer("output_compression").ifPresent(request::compression);
        form.integer("partial_images").ifPresent(request::partialImages);
        form.text("response_format").map(ImageFormReader::delivery).ifPresent(request::delivery);
        return request.extras(Extras.of(Wire.OPENAI_IMAGES, form.unread())).build();
    }

    private static List<Media> images(FormFields form) {
        List<Media> images = form.files("image", "image[]");
        if (images.isEmpty()) {
            throw FormFields.missing("image");
        }
        return images;
    }

    private static Delivery delivery(String value) {
        return switch (value) {
            case "url" -> Delivery.URL;
            case "b64_json" -> Delivery.BASE64;
            default -> throw FormFields.invalid("response_format", value, "\"url\" or \"b64_json\"");
        };
    }
}
