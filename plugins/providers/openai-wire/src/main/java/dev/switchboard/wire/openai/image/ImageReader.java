package dev.switchboard.wire.openai.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.image.ImageResponse.Image;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.reply.Replies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads pictures. */
final class ImageReader {
    private static final String EXPECTED = "a list of images";
    private static final Set<String> KNOWN = Set.of("created", "data", "usage");
    private static final Set<String> KNOWN_IN_IMAGE = Set.of("b64_json", "url", "revised_prompt");

    private ImageReader() {}

    static ImageResponse read(Bytes body) {
        JsonValue reply = Replies.read(body, EXPECTED);
        String mediaType = mediaType(reply);
        List<Image> images = reply.get("data").elements().stream()
                .map(image -> image(image, mediaType))
                .toList();
        if (images.isEmpty()) {
            throw Replies.unexpected(EXPECTED);
        }
        Instant created = Instant.ofEpochSecond(Replies.count(reply, "created"));
        return new ImageResponse(created, images, ImageUsage.ofReply(reply), extras(reply, KNOWN));
    }

    private static Image image(JsonValue image, String mediaType) {
        Media media = media(image, mediaType).orElseThrow(() -> Replies.unexpected(EXPECTED));
        return new Image(media, image.filled("revised_prompt"), extras(image, KNOWN_IN_IMAGE));
    }

    /** The picture, if there is one. */
    static Optional<Media> media(JsonValue image, String mediaType) {
        Optional<Media> here = image.filled("b64_json").map(data -> new Media.Inline(mediaType, data));
        return here.or(() -> image.filled("url").map(Media::ofUrl));
    }

    static String mediaType(JsonValue reply) {
        return "image/" + reply.filled("output_format").orElse("png");
    }

    static Extras extras(JsonValue object, Set<String> known) {
        return Extras.of(Wire.OPENAI_IMAGES, object.without(known));
    }
}
