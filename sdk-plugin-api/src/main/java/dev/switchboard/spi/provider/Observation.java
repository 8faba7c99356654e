package dev.switchboard.spi.provider;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.util.Objects;
import java.util.Optional;

/**
 * What a relayed event is.
 *
 * @param kind  its part in the stream
 * @param usage what was used so far, if the event says so
 * @param error the failure it stands for; present exactly for {@link Kind#FAILURE}
 */
public record Observation(Kind kind, Optional<Usage> usage, Optional<GatewayError> error) {
    /** Content, and nothing else worth noting. */
    public static final Observation CONTENT = new Observation(Kind.CONTENT, Optional.empty(), Optional.empty());
    /** Something before or beside the content. */
    public static final Observation OTHER = new Observation(Kind.OTHER, Optional.empty(), Optional.empty());
    /** The end mark. */
    public static final Observation END = new Observation(Kind.END, Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException unless an error comes exactly with {@link Kind#FAILURE} */
    public Observation {
        Objects.requireNonNull(usage);
        if (error.isPresent() != (kind == Kind.FAILURE)) {
            throw new IllegalArgumentException(
                    "kind " + kind + (error.isPresent() ? " with" : " without") + " an error");
        }
    }

    /** Usage reports. @param extra whether the event would not exist had the gateway not asked for it */
    public static Observation usage(Usage usage, boolean extra) {
        return new Observation(extra ? Kind.USAGE_ONLY : Kind.OTHER, Optional.of(usage), Optional.empty());
    }

    /** The upstream failed inside a stream that began well. */
    public static Observation failure(GatewayError error) {
        return new Observation(Kind.FAILURE, Optional.empty(), Optional.of(error));
    }

    /** Parts that events play. */
    public enum Kind {
        /** Content a caller waits for. */
        CONTENT,
        /** Anything else that belongs to the reply, such as its first event, or a comment. */
        OTHER,
        /** Nothing but usage, and there only because the gateway asked: dropped unless the caller asked too. */
        USAGE_ONLY,
        /** The end mark; nothing follows. */
        END,
        /** An error; nothing useful follows. */
        FAILURE
    }
}
