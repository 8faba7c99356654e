package dev.switchboard.accounts.gate;

import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;

/** What an attempt used whose upstream did not say. Marked as estimated. */
final class Estimates {
    private static final long CHARACTERS_OF_A_TOKEN = 4;
    private static final int FIRST_ERROR = 400;

    private Estimates() {}

    /** The input of a body of so many bytes. */
    static Usage input(long bytes) {
        return Usage.builder().set(Bucket.INPUT, tokens(bytes)).estimated().build();
    }

    /** What an attempt used: what its upstream said, else what can be counted. */
    static Usage of(AttemptReport attempt, ExchangeReport report) {
        if (!attempt.usage().isNone() || !reached(attempt)) {
            return attempt.usage();
        }
        long input = report.inputText().map(String::length).map(Long::valueOf).orElse(report.requestBytes());
        long output = attempt.outputText().isPresent() ? attempt.outputCharacters() : 0;
        return Usage.builder()
                .set(Bucket.INPUT, tokens(input))
                .set(Bucket.OUTPUT, tokens(output))
                .estimated()
                .build();
    }

    /** Whether the upstream had begun to work for it: it answered well, or the caller left before it could. */
    private static boolean reached(AttemptReport attempt) {
        return attempt.end() == AttemptReport.End.CLIENT_ABORT
                || attempt.status().isPresent() && attempt.status().getAsInt() < FIRST_ERROR;
    }

    private static long tokens(long characters) {
        return Math.ceilDiv(characters, CHARACTERS_OF_A_TOKEN);
    }
}
