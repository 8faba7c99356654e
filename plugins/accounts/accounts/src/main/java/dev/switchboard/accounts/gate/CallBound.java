package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.pricing.PriceSheet;
import dev.switchboard.accounts.pricing.Quote;
import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The most that a call can use, known before it is made.
 *
 * @param most  what it is at most, but for what is open
 * @param whole the member because of which all that the model takes in is reckoned with; empty if the text bounds the input
 * @param open  the member that nothing bounds; empty if everything is bounded
 */
record CallBound(Usage most, Optional<String> whole, Optional<String> open) {
    /** Six kilobits a second, the least that Opus speaks with (RFC 6716, 2.1.1): no file of sound lasts longer for its size. */
    private static final long LEAST_BYTES_PER_SECOND = 750;

    /** More is asked for by nobody who means it, and sums of it would overflow. */
    private static final long MOST_TOKENS = 1_000_000_000;

    /** Whoever allows more uses of a tool sets no bound. */
    private static final long MOST_USES = 1_000;

    static CallBound of(ExchangeContext exchange, Quote quote, Rules rules) {
        Optional<PriceSheet> sheet =
                quote instanceof Quote.Priced priced ? Optional.of(priced.sheet()) : Optional.empty();
        BeyondText beyond =
                exchange.operation().equals(Operation.COUNT_TOKENS.name()) ? BeyondText.NOTHING : exchange.beyondText();
        OptionalLong uses = uses(beyond, rules);
        boolean free = sheet.filter(PriceSheet::isFree).isPresent();
        Optional<String> open = beyond.boundless()
                .or(() -> beyond.tool().filter(_ -> uses.isEmpty()))
                .filter(_ -> !free);
        Input input = Input.of(exchange, sheet, beyond, rules);
        // After each use of a tool the model takes everything in anew, and may answer as long again.
        long rounds = 1 + uses.orElse(0);
        Usage.Builder most = Usage.builder()
                .set(Bucket.INPUT, input.tokens() * rounds)
                .set(Bucket.OUTPUT, output(exchange, sheet, rules) * rounds)
                .set(Bucket.REQUESTS, free ? 0 : uses.orElse(0));
        addOtherMeasures(most, exchange, input.pictures());
        return new CallBound(most.build(), input.whole(), open);
    }

    /** How often the provider's tools are used at most: none where there are none; empty for as often as it likes. */
    private static OptionalLong uses(BeyondText beyond, Rules rules) {
        if (beyond.tool().isEmpty()) {
            return OptionalLong.of(0);
        }
        OptionalLong most = beyond.toolUses();
        if (most.isEmpty()) {
            return rules.toolUses();
        }
        return most.getAsLong() <= MOST_USES ? most : OptionalLong.empty();
    }

    private static long output(ExchangeContext exchange, Optional<PriceSheet> sheet, Rules rules) {
        return Math.min(
                MOST_TOKENS,
                exchange.maxOutputTokens()
                        .orElseGet(
                                () -> bound(sheet, PriceSheet::maxOutputTokens).orElse(rules.largestOutput())));
    }

    private static OptionalLong bound(Optional<PriceSheet> sheet, Function<PriceSheet, OptionalLong> which) {
        return sheet.map(which).orElse(OptionalLong.empty());
    }

    /**
     * What a model takes in at once.
     *
     * @param whole why that is all that it can
     */
    private record Input(long tokens, long pictures, Optional<String> whole) {
        /** No tokenizer makes more tokens of a text than it has bytes, and no model takes more than its window. */
        static Input of(ExchangeContext exchange, Optional<PriceSheet> sheet, BeyondText beyond, Rules rules) {
            long pictures = beyond.pictures() + picturesToChange(exchange);
            OptionalLong window = bound(sheet, PriceSheet::window);
            OptionalLong picture = bound(sheet, PriceSheet::maxImageTokens);
            Optional<String> whole = beyond.context()
                    .or(() -> beyond.tool())
                    .or(() -> pictures > 0 && picture.isEmpty() ? Optional.of("an image") : Optional.empty());
            long largest = window.orElse(rules.largestInput());
            long said = exchange.requestBytes() + pictures * Math.min(MOST_TOKENS, picture.orElse(0));
            return whole.isPresent()
                    ? new Input(Math.max(largest, window.isPresent() ? 0 : said), pictures, whole)
                    : new Input(Math.min(said, window.orElse(said)), pictures, whole);
        }
    }

    private static long picturesToChange(ExchangeContext exchange) {
        return exchange.operation().equals(Operation.IMAGE.name())
                ? exchange.request(ImageRequest.class)
                        .map(request -> (long) request.images().size())
                        .orElse(0L)
                : 0;
    }

    /** What is billed by the piece, the second or the character where the price list says so. */
    private static void addOtherMeasures(Usage.Builder most, ExchangeContext exchange, long pictures) {
        String operation = exchange.operation();
        long bytes = exchange.requestBytes();
        if (operation.equals(Operation.IMAGE.name())) {
            long made = exchange.request(ImageRequest.class)
                    .map(request -> (long) request.count().orElse(1))
                    .orElse(1L);
            most.set(Bucket.IMAGES, made + pictures);
        } else if (operation.equals(Operation.SPEECH.name())) {
            most.set(Bucket.CHARACTERS, bytes).set(Bucket.AUDIO_SECONDS, bytes);
        } else if (operation.equals(Operation.TRANSCRIPTION.name())) {
            most.set(Bucket.AUDIO_SECONDS, 1 + bytes / LEAST_BYTES_PER_SECOND);
        } else {
            most.set(Bucket.IMAGES, pictures);
        }
    }
}
