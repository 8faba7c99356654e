package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.accounts.pricing.PriceSheet;
import dev.switchboard.accounts.pricing.Quote;
import dev.switchboard.accounts.pricing.Terms;
import dev.switchboard.accounts.pricing.tokens.TokenCounter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /spend/calculate}: what a reply cost, or a prompt would cost, by the price list. */
final class CostCalculator {
    private final Supplier<PriceBook> prices;
    private final TokenCounter tokens = new TokenCounter();

    CostCalculator(Supplier<PriceBook> prices) {
        this.prices = prices;
    }

    List<ApiRoute> routes() {
        return List.of(new ApiRoute("POST", "/spend/calculate", Policy.VIEW_OWN, this::calculate)
                .giving(object("cost", NUMBER)));
    }

    private JsonNode calculate(Ask ask) {
        Optional<JsonNode> completion = Documents.get(ask.body(), "completion_response");
        String model = ask.text("model")
                .or(() -> completion.flatMap(reply -> Documents.text(reply, "model")))
                .orElseThrow(() -> Fields.invalid("model: missing (expected: the name of a model with a price)"));
        PriceSheet sheet = prices.get()
                .sheet(model)
                .orElseThrow(() -> Fields.invalid(
                        "model: no price is known for \"" + model + "\" (expected: a name of the price list)"));
        Usage usage = completion.map(CostCalculator::reported).orElseGet(() -> asked(ask, model));
        return switch (new Quote.Priced(sheet).cost(usage, Terms.STANDARD)) {
            case Cost.Priced priced -> {
                ObjectNode reply = Documents.object();
                yield reply.put("cost", Documents.dollars(priced.known().nanos()));
            }
            case Cost.Unpriced unpriced -> throw Fields.invalid("model: " + unpriced.reason());
        };
    }

    private static Usage reported(JsonNode reply) {
        JsonNode usage = Documents.get(reply, "usage")
                .orElseThrow(() -> Fields.invalid("completion_response: expected a member usage"));
        long cached = Documents.get(usage, "prompt_tokens_details")
                .map(details -> count(details, "cached_tokens"))
                .orElse(0L);
        long reasoning = Documents.get(usage, "completion_tokens_details")
                .map(details -> count(details, "reasoning_tokens"))
                .orElse(0L);
        return Usage.builder()
                .set(Bucket.INPUT, Math.max(0, count(usage, "prompt_tokens") - cached))
                .set(Bucket.CACHE_READ, cached)
                .set(Bucket.OUTPUT, Math.max(0, count(usage, "completion_tokens") - reasoning))
                .set(Bucket.REASONING, reasoning)
                .build();
    }

    private static long count(JsonNode object, String name) {
        return Documents.count(object, name).orElse(0);
    }

    private Usage asked(Ask ask, String model) {
        JsonNode messages = Documents.get(ask.body(), "messages")
                .orElseThrow(() -> Fields.invalid("messages: missing (expected: messages, or a completion_response)"));
        StringBuilder text = new StringBuilder();
        messages.forEach(message -> Documents.text(message, "content").ifPresent(text::append));
        return Usage.builder()
                .set(Bucket.INPUT, tokens.count(model, text.toString()))
                .build();
    }
}
