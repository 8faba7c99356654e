package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at an upstream, or one reply from a cache: who asked, what was asked, who answered, what it used and cost.
 * Immutable. Entries of the same id mean the same attempt, and a store keeps the first.
 *
 * <p>Texts are cut at {@link #MAX_TEXT} characters and lists at {@link #MAX_ITEMS}, so that a store can size its columns;
 * decisions together are cut at {@link #MAX_DECISIONS} characters.
 *
 * @param id         unique for all time: {@link #id(String, int)}
 * @param exchange   the id of the exchange
 * @param number     of the attempt in the exchange, counted from 1; 0 for a cache
 * @param startedAt  when the attempt began, to the microsecond
 * @param duration   from sending to the last byte
 * @param firstContent from sending to the first content, if there was any
 * @param status     how it ended
 * @param httpStatus of the upstream, or 0 if it did not answer
 * @param error      why it failed, in one sentence without secrets; empty if it did not
 * @param caller     who asked
 * @param request    what was asked
 * @param upstream   who was to answer
 * @param usage      what it used; marked if it was estimated
 * @param cost       what it cost
 * @param decisions  why the exchange went as it did
 */
public record LedgerEntry(
        String id,
        String exchange,
        int number,
        Instant startedAt,
        Duration duration,
        Optional<Duration> firstContent,
        AttemptStatus status,
        int httpStatus,
        Optional<String> error,
        CallerInfo caller,
        RequestInfo request,
        UpstreamInfo upstream,
        Usage usage,
        Cost cost,
        List<Decision> decisions) {
    /** The most characters of one text. */
    public static final int MAX_TEXT = 255;
    /** The most elements of one list or map. */
    public static final int MAX_ITEMS = 64;
    /** The most characters of all decisions together. */
    public static final int MAX_DECISIONS = 8_192;

    /**
     * What was asked.
     *
     * @param dialect   the dialect's name
     * @param operation the operation's name
     * @param model     the public model name
     * @param stream    whether the reply was streamed
     */
    public record RequestInfo(String dialect, String operation, String model, boolean stream) {
        /** Cuts. */
        public RequestInfo {
            model = Texts.cut(model);
        }
    }

    /**
     * Who was to answer.
     *
     * @param target    the target's id; empty for a cache
     * @param provider  the provider instance's name
     * @param model     the model's name at the upstream
     * @param requestId the upstream's own id of the request
     */
    public record UpstreamInfo(String target, String provider, String model, Optional<String> requestId) {
        /** No upstream. */
        public static final UpstreamInfo NONE = new UpstreamInfo("", "", "", Optional.empty());

        /** Cuts. */
        public UpstreamInfo {
            target = Texts.cut(target);
            provider = Texts.cut(provider);
            model = Texts.cut(model);
            requestId = requestId.map(Texts::cut);
        }
    }

    /** Copies and cuts. */
    public LedgerEntry {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        error = error.map(Texts::cut);
        decisions = Texts.cutDecisions(decisions);
    }

    /** The id of an attempt: that of the exchange with the attempt's number, 0 for a cache. */
    public static String id(String exchange, int number) {
        return exchange + "-" + number;
    }
}
