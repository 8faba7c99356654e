package dev.switchboard.spi.dialect;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a call can make an upstream use beside the text of its body, so that the size of the body does not bound what it costs. A
 * dialect finds it in a request's head; admissions reckon with it. Immutable.
 */
public final class BeyondText {
    /** Nothing but the text. */
    public static final BeyondText NOTHING = builder().build();

    private final long pictures;
    private final Optional<String> context;
    private final Optional<String> tool;
    private final OptionalLong toolUses;
    private final Optional<String> boundless;

    private BeyondText(Builder builder) {
        pictures = builder.pictures;
        context = builder.context;
        tool = builder.tool;
        toolUses = builder.endless ? OptionalLong.empty() : OptionalLong.of(builder.toolUses);
        boundless = builder.boundless;
    }

    /** Starts with nothing but the text. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many pictures the call shows, in the body or elsewhere, 0 or more: what one comes to does not follow from its bytes. */
    public long pictures() {
        return pictures;
    }

    /**
     * The member because of which the model takes in what the body does not hold or what is no text, such as a file, or a
     * conversation that the provider keeps; it is never more than the model can take in at once. Empty for none.
     */
    public Optional<String> context() {
        return context;
    }

    /**
     * A tool that the provider runs itself, such as a search: each use may have a fee, and after each the model may take everything in
     * anew. Empty for none.
     */
    public Optional<String> tool() {
        return tool;
    }

    /** How often at most the provider's tools are used, 0 or more; empty where the request does not say. */
    public OptionalLong toolUses() {
        return toolUses;
    }

    /** The member to whose cost nothing sets a bound, or of whose cost the reply does not tell. Empty for none. */
    public Optional<String> boundless() {
        return boundless;
    }

    /** Collects what a call can use. Not safe for use by several threads. */
    public static final class Builder {
        private long pictures;
        private Optional<String> context = Optional.empty();
        private Optional<String> tool = Optional.empty();
        private long toolUses;
        private boolean endless;
        private Optional<String> boundless = Optional.empty();

        private Builder() {}

        /** Sets {@link BeyondText#pictures()}. @throws IllegalArgumentException if negative */
        public Builder pictures(long count) {
            if (count < 0) {
                throw new IllegalArgumentException("pictures: " + count + " (expected: 0 or more)");
            }
            pictures = count;
            return this;
        }

        /** Sets {@link BeyondText#context()}, unless an earlier member has. */
        public Builder context(String member) {
            Objects.requireNonNull(member);
            context = context.or(() -> Optional.of(member));
            return this;
        }

        /** Adds a tool that is used at most so often; empty where the request does not say. @throws IllegalArgumentException if negative */
        public Builder tool(String name, OptionalLong most) {
            long uses = most.orElse(0);
            if (uses < 0) {
                throw new IllegalArgumentException("uses of " + name + ": " + uses + " (expected: 0 or more)");
            }
            tool = tool.or(() -> Optional.of(name));
            endless |= most.isEmpty();
            toolUses = uses > Long.MAX_VALUE - toolUses ? Long.MAX_VALUE : toolUses + uses;
            return this;
        }

        /** Sets {@link BeyondText#boundless()}, unless an earlier member has. */
        public Builder boundless(String member) {
            Objects.requireNonNull(member);
            boundless = boundless.or(() -> Optional.of(member));
            return this;
        }

        /** What a call can use. */
        public BeyondText build() {
            return new BeyondText(this);
        }
    }
}
