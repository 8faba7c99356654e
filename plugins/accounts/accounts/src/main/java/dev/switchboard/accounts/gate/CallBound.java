package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.pricing.PriceSheet;
import dev.switchboard.accounts.pricing.Quote;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Optional;

/**
 * The most that a call can use, known before it is made. What a request only points at, such as an image by its URL, and what a
 * provider's own tools do is not in it.
 */
final class CallBound {
    /** Six kilobits a second, the least that Opus speaks with (RFC 6716, 2.1.1): no file of sound lasts longer for its size. */
    private static final long LEAST_BYTES_PER_SECOND = 750;

    private CallBound() {}

    static Usage of(ExchangeContext exchange, Quote quote, Rules rules) {
        Optional<PriceSheet> sheet =
                quote instanceof Quote.Priced priced ? Optional.of(priced.sheet()) : Optional.empty();
        long bytes = exchange.requestBytes();
        // No tokenizer makes more tokens of a text than it has bytes, and no model takes more than its window.
        long input = sheet.stream()
                .flatMapToLong(known -> known.maxInputTokens().stream())
                .map(window -> Math.min(window, bytes))
                .findFirst()
                .orElse(bytes);
        long output = exchange.maxOutputTokens()
                .orElseGet(() -> sheet.stream()
                        .flatMapToLong(known -> known.maxOutputTokens().stream())
                        .findFirst()
                        .orElse(rules.largestOutput()));
        Usage.Builder most = Usage.builder().set(Bucket.INPUT, input).set(Bucket.OUTPUT, output);
        addOtherMeasures(most, exchange, bytes);
        return most.build();
    }

    /** What is billed by the piece, the second or the character where the price list says so. */
    private static void addOtherMeasures(Usage.Builder most, ExchangeContext exchange, long bytes) {
        String operation = exchange.operation();
        if (operation.equals(Operation.IMAGE.name())) {
            int pictures = exchange.request(ImageRequest.class)
                    .map(request -> request.count().orElse(1) + request.images().size())
                    .orElse(1);
            most.set(Bucket.IMAGES, pictures);
        } else if (operation.equals(Operation.SPEECH.name())) {
            most.set(Bucket.CHARACTERS, bytes).set(Bucket.AUDIO_SECONDS, bytes);
        } else if (operation.equals(Operation.TRANSCRIPTION.name())) {
            most.set(Bucket.AUDIO_SECONDS, 1 + bytes / LEAST_BYTES_PER_SECOND);
        }
    }
}
