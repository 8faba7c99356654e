package dev.switchboard.accounts.pricing.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what an attempt used where its upstream did not say. The vocabularies are loaded with the first count, which takes
 * some hundred milliseconds and about 40 MB. Safe for use by any thread.
 */
public final class TokenCounter {
    /** Longer texts are counted up to here, and the rest by the proportion of this part. */
    private static final int MOST_COUNTED = 400_000;
    /** Tokenizers take quadratic time on a run without a break; runs are cut here, which adds at most one token each. */
    private static final int LONGEST_RUN = 256;
    /** What a chat's frame adds to its text: role and separators. */
    private static final int FRAME = 7;

    private volatile @Nullable EncodingRegistry registry;

    /** Counts the tokens of a text as the model would; an estimate unless the model is OpenAI's. */
    public long count(String model, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        Family family = Family.of(model);
        String counted = text.length() <= MOST_COUNTED ? text : text.substring(0, MOST_COUNTED);
        long tokens = encoding(family).countTokensOrdinary(breakRuns(counted));
        return scale(scale(tokens, family.percent(), 100), text.length(), counted.length());
    }

    private static long scale(long count, long by, long of) {
        return Math.ceilDiv(Math.multiplyExact(count, by), of);
    }

    private Encoding encoding(Family family) {
        EncodingRegistry known = registry;
        if (known == null) {
            known = load();
        }
        return known.getEncoding(family == Family.CL100K ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
    }

    private synchronized EncodingRegistry load() {
        EncodingRegistry known = registry;
        if (known == null) {
            known = Encodings.newLazyEncodingRegistry();
            registry = known;
        }
        return known;
    }

    /** Puts a space into runs of letters, digits or signs that are longer than any word. */
    private static String breakRuns(String text) {
        int run = 0;
        StringBuilder broken = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = Character.isWhitespace(c) ? 0 : run + 1;
            if (run > LONGEST_RUN && !Character.isLowSurrogate(c)) {
                if (broken == null) {
                    broken = new StringBuilder(text.length() + 1024).append(text, 0, i);
                }
                broken.append(' ');
                run = 1;
            }
            if (broken != null) {
                broken.append(c);
            }
        }
        return broken == null ? text : broken.toString();
    }

    /**
     * What an attempt used: as the upstream reported it, or marked as estimated where its report is missing or was cut short. What
     * the upstream did report is believed as far as it goes.
     *
     * @param attempt   the attempt
     * @param inputText the request's text, if it is known
     */
    public Usage usage(AttemptReport attempt, Optional<String> inputText) {
        Usage reported = attempt.usage();
        Optional<String> text = attempt.outputText();
        if (text.isEmpty()) {
            return reported;
        }
        Usage.Builder usage =
                Usage.builder().serviceTier(reported.serviceTier()).estimated();
        reported.toMap().forEach(usage::set);
        if (reported.inputTokens() == 0) {
            usage.set(
                    Bucket.INPUT,
                    inputText
                            .map(input -> count(attempt.model(), input) + FRAME)
                            .orElse(0L));
        }
        long written = output(attempt, text.get());
        long other = reported.outputTokens() - reported.of(Bucket.OUTPUT);
        return usage.set(Bucket.OUTPUT, Math.max(reported.of(Bucket.OUTPUT), written - other))
                .build();
    }

    private long output(AttemptReport attempt, String text) {
        return text.isEmpty()
                ? 0
                : scale(
                        count(attempt.model(), text),
                        Math.max(attempt.outputCharacters(), text.length()),
                        text.length());
    }
}
