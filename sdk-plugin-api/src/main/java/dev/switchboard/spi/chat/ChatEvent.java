package dev.switchboard.spi.chat;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One event of a streamed reply.
 *
 * <p>The grammar: {@link Started} first; then for each block {@link BlockStarted}, any number of {@link BlockDelta},
 * {@link BlockStopped}, where blocks may overlap but their indexes are dense and rise in the order of their starts;
 * {@link Stopped} once for each choice; {@link ProbabilitiesReported} and {@link UsageReported} anywhere after the start, of
 * the latter the last one counts; a {@link Failed} ends everything. A stream that ends before each choice has stopped was cut. Cases may be added in a minor
 * version: switch with a default.
 */
public sealed interface ChatEvent extends StreamEvent {
    /**
     * The reply begins.
     *
     * @param id      the upstream's name for it
     * @param model   as the upstream calls it
     * @param created when it was made
     * @param extras  members of the reply's envelope the canonical form does not know
     */
    record Started(String id, String model, Instant created, Extras extras) implements ChatEvent {}

    /**
     * A block begins.
     *
     * @param choice counted from 0
     * @param index  of the block in its choice, counted from 0
     * @param block  the block as far as it is known: text and input are empty or hold their beginning
     */
    record BlockStarted(int choice, int index, Block block) implements ChatEvent {
        @Override
        public boolean meaningful() {
            return true;
        }
    }

    /** A block grows. */
    record BlockDelta(int choice, int index, Delta delta) implements ChatEvent {
        @Override
        public boolean meaningful() {
            return true;
        }

        @Override
        public String outputText() {
            return switch (delta) {
                case Delta.Text(String text) -> text;
                case Delta.Thinking(String text) -> text;
                case Delta.Input(String fragment) -> fragment;
                case Delta.Refusal(String text) -> text;
                default -> "";
            };
        }
    }

    /** A block is complete. */
    record BlockStopped(int choice, int index) implements ChatEvent {}

    /**
     * A choice is complete.
     *
     * @param sequence the stop sequence that ended it, if one did and the provider says which
     */
    record Stopped(int choice, StopReason reason, Optional<String> sequence) implements ChatEvent {}

    /** How likely the tokens were that came since the last such event. */
    record ProbabilitiesReported(int choice, List<TokenProbability> tokens) implements ChatEvent {
        /** Copies the list. */
        public ProbabilitiesReported {
            tokens = List.copyOf(tokens);
        }
    }

    /** What was used so far; replaces earlier reports. */
    record UsageReported(Usage total) implements ChatEvent {
        @Override
        public Optional<Usage> usage() {
            return Optional.of(total);
        }
    }

    /**
     * Something only one wire format knows, such as the progress of a provider-side tool.
     *
     * @param family the wire family that understands it
     * @param json   the whole event, verbatim
     */
    record Foreign(String family, JsonText json) implements ChatEvent {}

    /** The reply failed. */
    record Failed(GatewayError error) implements ChatEvent {
        @Override
        public Optional<GatewayError> failure() {
            return Optional.of(error);
        }
    }

    /** How a block grows. Cases may be added in a minor version: switch with a default. */
    sealed interface Delta {
        /** More text of a text block. */
        record Text(String text) implements Delta {}

        /** More reasoning. */
        record Thinking(String text) implements Delta {}

        /**
         * The whole signature of a thinking block, or the {@link Annotations#signature} of any other; replaces an earlier one.
         */
        record Signed(Signature signature) implements Delta {}

        /** More of a tool's input, cut anywhere. */
        record Input(String fragment) implements Delta {}

        /** Where text of a text block has its knowledge from; adds to earlier ones. */
        record Cited(Citation citation) implements Delta {}

        /** More of a refusal. */
        record Refusal(String text) implements Delta {}

        /** A delta only one wire format knows, verbatim. */
        record Foreign(String family, JsonText json) implements Delta {}
    }
}
