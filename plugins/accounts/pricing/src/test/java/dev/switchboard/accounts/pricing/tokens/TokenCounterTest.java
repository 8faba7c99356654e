package dev.switchboard.accounts.pricing.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testkit.doubles.TestingAttempt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {
    private final TokenCounter counter = new TokenCounter();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,O200K",
        "gpt-4.1-mini,O200K",
        "openai/gpt-5,O200K",
        "o4-mini,O200K",
        "gpt-oss-120b,O200K",
        "gpt-4,CL100K",
        "gpt-4-turbo,CL100K",
        "gpt-3.5-turbo,CL100K",
        "text-embedding-3-small,CL100K",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0,CLAUDE",
        "models/gemini-2.0-flash,GEMINI",
        "llama-3.3-70b-versatile,OTHER",
        "mistral-small-latest,OTHER"
    })
    void knowsFamiliesByTheirNames(String model, Family family) {
        assertEquals(family, Family.of(model));
    }

    /** The counts are OpenAI's own, from its tokenizer's documentation. */
    @ParameterizedTest
    @CsvSource({
        "gpt-4,tiktoken is great!,6",
        "gpt-4,antidisestablishmentarianism,6",
        "gpt-4o,antidisestablishmentarianism,6"
    })
    void countsAsOpenAiDoes(String model, String text, int tokens) {
        assertEquals(tokens, counter.count(model, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "=", "0", "\uD83D\uDE00", "\u3042", "aB1-", "\n", "\t "})
    void hostileTextIsCountedInBoundedTime(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        long tokens = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> counter.count("gpt-4o", text));
        assertTrue(tokens > 0 && tokens <= 4_000_000, "tokens: " + tokens);
    }

    private static AttemptReport attempt(Usage reported, Optional<String> text) {
        TestingAttempt whole = TestingAttempt.answered(1, Target.of("openai", "gpt-4"));
        return new TestingAttempt(
                1,
                whole.target(),
                whole.provider(),
                whole.model(),
                whole.startedAt(),
                whole.duration(),
                whole.timeToFirstContent(),
                whole.status(),
                whole.error(),
                AttemptReport.End.CLIENT_ABORT,
                reported,
                text,
                text.map(String::length).orElse(0),
                whole.upstreamId());
    }

    @Test
    void whatWasReportedIsNotEstimated() {
        Usage reported = Usage.builder().set(Bucket.INPUT, 3).build();
        assertEquals(reported, counter.usage(attempt(reported, Optional.empty()), Optional.of("hi")));
    }

    @Test
    void whatIsMissingIsCountedAndMarked() {
        assertEquals(
                Usage.builder()
                        .set(Bucket.INPUT, 6 + 7)
                        .set(Bucket.OUTPUT, 6)
                        .estimated()
                        .build(),
                counter.usage(
                        attempt(Usage.none(), Optional.of("tiktoken is great!")), Optional.of("tiktoken is great!")));
    }

    @Test
    void anEarlyReportOfTheInputIsKept() {
        Usage early = Usage.builder()
                .set(Bucket.INPUT, 100)
                .set(Bucket.CACHE_READ, 50)
                .set(Bucket.OUTPUT, 1)
                .build();
        assertEquals(
                Usage.builder()
                        .set(Bucket.INPUT, 100)
                        .set(Bucket.CACHE_READ, 50)
                        .set(Bucket.OUTPUT, 6)
                        .estimated()
                        .build(),
                counter.usage(attempt(early, Optional.of("tiktoken is great!")), Optional.empty()));
    }
}
