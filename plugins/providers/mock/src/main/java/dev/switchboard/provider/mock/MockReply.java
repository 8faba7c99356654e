package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What happens to one request. Immutable. */
public final class MockReply {
    private final List<Block> content;
    private final Optional<GatewayError> error;
    private final Duration delay;
    private final Duration tokenInterval;
    private final Optional<Usage> usage;
    private final OptionalInt cutAfter;
    private final boolean endless;

    private MockReply(Builder builder) {
        content = List.copyOf(builder.content);
        error = builder.error;
        delay = builder.delay;
        tokenInterval = builder.tokenInterval;
        usage = builder.usage;
        cutAfter = builder.cutAfter;
        endless = builder.endless;
    }

    /** Starts an empty reply without delays. */
    public static Builder builder() {
        return new Builder();
    }

    /** A reply of one text. */
    public static MockReply text(String text) {
        return builder().text(text).build();
    }

    /** An error in place of a reply. */
    public static MockReply failing(GatewayError error) {
        return builder().error(error).build();
    }

    /** What is said, in order. */
    List<Block> content() {
        return content;
    }

    Optional<GatewayError> error() {
        return error;
    }

    Duration delay() {
        return delay;
    }

    Duration tokenInterval() {
        return tokenInterval;
    }

    Optional<Usage> usage() {
        return usage;
    }

    OptionalInt cutAfter() {
        return cutAfter;
    }

    boolean endless() {
        return endless;
    }

    /** Collects the parts of a reply. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Block> content = new ArrayList<>();
        private Optional<GatewayError> error = Optional.empty();
        private Duration delay = Duration.ZERO;
        private Duration tokenInterval = Duration.ZERO;
        private Optional<Usage> usage = Optional.empty();
        private OptionalInt cutAfter = OptionalInt.empty();
        private boolean endless;

        private Builder() {}

        /** Adds a text. */
        public Builder text(String text) {
            return block(new Block.Text(text));
        }

        /** Adds reasoning. */
        public Builder thinking(String text) {
            return block(new Block.Thinking(text, Optional.empty(), Annotations.NONE));
        }

        /** Adds the use of a function. @param arguments as the model would write them: any text */
        public Builder toolCall(String id, String name, String arguments) {
            return block(new Block.ToolUse(id, name, arguments, Block.ToolUse.Kind.FUNCTION, Annotations.NONE));
        }

        /** Adds any block. */
        public Builder block(Block block) {
            content.add(Objects.requireNonNull(block));
            return this;
        }

        /** Answers with an error, after the delay. */
        public Builder error(GatewayError value) {
            error = Optional.of(value);
            return this;
        }

        /** Waits before the reply begins. */
        public Builder delay(Duration value) {
            delay = Objects.requireNonNull(value);
            return this;
        }

        /** Waits before each word of a stream. */
        public Builder tokenInterval(Duration value) {
            tokenInterval = Objects.requireNonNull(value);
            return this;
        }

        /** Reports this usage instead of counting words. */
        public Builder usage(Usage value) {
            usage = Optional.of(value);
            return this;
        }

        /** Breaks a stream off after so many events; a whole reply fails as if it had been cut. */
        public Builder cutAfter(int events) {
            cutAfter = OptionalInt.of(events);
            return this;
        }

        /** Repeats the content of a stream until it is closed; a whole reply never comes. */
        public Builder endless() {
            endless = true;
            return this;
        }

        /** The reply. */
        public MockReply build() {
            return new MockReply(this);
        }
    }
}
