package dev.switchboard.spi.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Pictures.
 *
 * @param created when they were made
 * @param images  at least one
 * @param usage   what making them used, {@code Bucket.IMAGES} included
 * @param extras  top-level members this record does not know
 */
public record ImageResponse(Instant created, List<Image> images, Usage usage, Extras extras) implements Metered {
    /** Copies the list. */
    public ImageResponse {
        Objects.requireNonNull(created);
        Objects.requireNonNull(usage);
        Objects.requireNonNull(extras);
        images = List.copyOf(images);
    }

    /**
     * One picture.
     *
     * @param media         itself, or where to fetch it
     * @param revisedPrompt the words it was made from, if the provider changed them
     * @param extras        members this record does not know
     */
    public record Image(Media media, Optional<String> revisedPrompt, Extras extras) {
        /** Checks that nothing is null. */
        public Image {
            Objects.requireNonNull(media);
            Objects.requireNonNull(revisedPrompt);
            Objects.requireNonNull(extras);
        }

        /** A picture with nothing beside it. */
        public static Image of(Media media) {
            return new Image(media, Optional.empty(), Extras.NONE);
        }
    }

    /** The size only: pictures are large and confidential. */
    @Override
    public String toString() {
        return "ImageResponse[images=" + images.size() + ", " + usage + "]";
    }
}
