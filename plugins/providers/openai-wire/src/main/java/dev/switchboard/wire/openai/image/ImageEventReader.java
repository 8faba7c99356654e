package dev.switchboard.wire.openai.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.reply.TypedEventReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads streamed pictures; those of edits have other names and say the same. */
final class ImageEventReader extends TypedEventReader<ImageEvent> {
    private static final Set<String> KNOWN =
            Set.of("type", "b64_json", "url", "created_at", "partial_image_index", "usage", "sequence_number");

    ImageEventReader() {
        super("an image was finished");
    }

    @Override
    protected List<ImageEvent> read(String type, JsonValue event) {
        Optional<Media> image = ImageReader.media(event, ImageReader.mediaType(event));
        if (image.isEmpty()) {
            return List.of();
        }
        Instant created = Instant.ofEpochSecond(Replies.count(event, "created_at"));
        Extras extras = ImageReader.extras(event, KNOWN);
        if (type.endsWith(".partial_image")) {
            int index = (int) Replies.count(event, "partial_image_index");
            return List.of(new ImageEvent.Partial(index, created, image.get(), extras));
        }
        complete();
        return List.of(new ImageEvent.Completed(created, image.get(), ImageUsage.ofEvent(event), extras));
    }

    @Override
    protected ImageEvent failed(GatewayError error) {
        return new ImageEvent.Failed(error);
    }
}
