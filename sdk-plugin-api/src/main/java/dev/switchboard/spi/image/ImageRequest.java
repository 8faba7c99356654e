package dev.switchboard.spi.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks for pictures. Immutable. */
public final class ImageRequest {
    private final Task task;
    private final String model;
    private final String prompt;
    private final List<Media> images;
    private final Optional<Media> mask;
    private final boolean stream;
    private final OptionalInt count;
    private final Optional<String> size;
    private final Optional<String> quality;
    private final Optional<String> background;
    private final Optional<String> style;
    private final Optional<String> format;
    private final OptionalInt compression;
    private final Optional<Delivery> delivery;
    private final OptionalInt partialImages;
    private final Optional<String> user;
    private final Extras extras;

    private ImageRequest(Builder builder) {
        task = builder.task;
        model = builder.model;
        prompt = builder.prompt;
        images = builder.images;
        mask = builder.mask;
        stream = builder.stream;
        count = builder.count;
        size = builder.size;
        quality = builder.quality;
        background = builder.background;
        style = builder.style;
        format = builder.format;
        compression = builder.compression;
        delivery = builder.delivery;
        partialImages = builder.partialImages;
        user = builder.user;
        extras = builder.extras;
    }

    /** What shall be done. */
    public enum Task {
        /** Make pictures from words. */
        GENERATE,
        /** Change the given pictures as the words say. */
        EDIT,
        /** Make pictures like the given one; there are no words. */
        VARY
    }

    /** How pictures come back. */
    public enum Delivery {
        /** As an address to fetch them from, for a while. */
        URL,
        /** As base64 inside the reply. */
        BASE64
    }

    /**
     * Starts a request that is not streamed.
     *
     * @param prompt the words; empty for {@link Task#VARY}
     */
    public static Builder builder(Task task, String model, String prompt) {
        return new Builder(task, model, prompt);
    }

    /** What shall be done. */
    public Task task() {
        return task;
    }

    /** The public model name; a translator writes {@link dev.switchboard.spi.provider.Target#model} instead. */
    public String model() {
        return model;
    }

    /** The words; empty for {@link Task#VARY}. */
    public String prompt() {
        return prompt;
    }

    /** The pictures to start from, in order; none for {@link Task#GENERATE}. */
    public List<Media> images() {
        return images;
    }

    /** A picture whose transparent places say where to edit the first one. */
    public Optional<Media> mask() {
        return mask;
    }

    /** Whether the reply shall be streamed. */
    public boolean stream() {
        return stream;
    }

    /** How many pictures, 1 or more. */
    public OptionalInt count() {
        return count;
    }

    /** Width and height, in the provider's words, such as {@code 1024x1024}. */
    public Optional<String> size() {
        return size;
    }

    /** In the provider's words, such as {@code high}. */
    public Optional<String> quality() {
        return quality;
    }

    /** In the provider's words, such as {@code transparent}. */
    public Optional<String> background() {
        return background;
    }

    /** In the provider's words, such as {@code vivid}. */
    public Optional<String> style() {
        return style;
    }

    /** The file format, such as {@code png}, {@code jpeg} or {@code webp}. */
    public Optional<String> format() {
        return format;
    }

    /** The quality of a compressed format, 0 to 100. */
    public OptionalInt compression() {
        return compression;
    }

    /** How the caller wants to get the pictures; the provider's default if absent. */
    public Optional<Delivery> delivery() {
        return delivery;
    }

    /** How many unfinished pictures a stream shall show. */
    public OptionalInt partialImages() {
        return partialImages;
    }

    /** The end user, as the application names them. */
    public Optional<String> user() {
        return user;
    }

    /** Top-level members this class does not know. */
    public Extras extras() {
        return extras;
    }

    /** The sizes only: contents are confidential. */
    @Override
    public String toString() {
        return "ImageRequest[" + task + ", model=" + model + ", images=" + images.size() + ", stream=" + stream + "]";
    }

    /** Collects the parts of a request. Not safe for use by several threads. */
    public static final class Builder {
        private final Task task;
        private final String model;
        private final String prompt;
        private List<Media> images = List.of();
        private Optional<Media> mask = Optional.empty();
        private boolean stream;
        private OptionalInt count = OptionalInt.empty();
        private Optional<String> size = Optional.empty();
        private Optional<String> quality = Optional.empty();
        private Optional<String> background = Optional.empty();
        private Optional<String> style = Optional.empty();
        private Optional<String> format = Optional.empty();
        private OptionalInt compression = OptionalInt.empty();
        private Optional<Delivery> delivery = Optional.empty();
        private OptionalInt partialImages = OptionalInt.empty();
        private Optional<String> user = Optional.empty();
        private Extras extras = Extras.NONE;

        private Builder(Task task, String model, String prompt) {
            this.task = Objects.requireNonNull(task);
            this.model = Objects.requireNonNull(model);
            this.prompt = Objects.requireNonNull(prompt);
        }

        /** Sets {@link ImageRequest#images()}. */
        public Builder images(List<Media> value) {
            images = List.copyOf(value);
            return this;
        }

        /** Sets {@link ImageRequest#mask()}. */
        public Builder mask(Media value) {
            mask = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#stream()}. */
        public Builder stream(boolean value) {
            stream = value;
            return this;
        }

        /** Sets {@link ImageRequest#count()}. */
        public Builder count(int value) {
            count = OptionalInt.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#size()}. */
        public Builder size(String value) {
            size = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#quality()}. */
        public Builder quality(String value) {
            quality = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#background()}. */
        public Builder background(String value) {
            background = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#style()}. */
        public Builder style(String value) {
            style = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#format()}. */
        public Builder format(String value) {
            format = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#compression()}. */
        public Builder compression(int value) {
            compression = OptionalInt.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#delivery()}. */
        public Builder delivery(Delivery value) {
            delivery = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#partialImages()}. */
        public Builder partialImages(int value) {
            partialImages = OptionalInt.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#user()}. */
        public Builder user(String value) {
            user = Optional.of(value);
            return this;
        }

        /** Sets {@link ImageRequest#extras()}. */
        public Builder extras(Extras value) {
            extras = Objects.requireNonNull(value);
            return this;
        }

        /**
         * The request.
         *
         * @throws IllegalArgumentException if there are no pictures to start from where the task needs some
         */
        public ImageRequest build() {
            if (images.isEmpty() != (task == Task.GENERATE)) {
                throw new IllegalArgumentException(
                        task + " with " + images.size() + " images (expected: none to generate, else at least one)");
            }
            return new ImageRequest(this);
        }
    }
}
