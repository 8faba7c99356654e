package dev.switchboard.accounts.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceBookTest {
    private static final Usage MILLION =
            Usage.builder().set(Bucket.INPUT, 1_000_000).build();

    private record Described(String provider, String model, Map<String, JsonText> info) implements Target {
        @Override
        public String id() {
            return provider + "/" + model;
        }
    }

    private static PriceSheet costing(String name, String dollars) {
        return PriceSheet.builder(name, "test")
                .rates(
                        ServiceTier.STANDARD,
                        new Rates(Map.of(Bucket.INPUT, Price.perMillion(dollars)), Optional.empty()))
                .build();
    }

    private static PriceBook book(Adjustments adjustments) {
        return new PriceBook(
                Map.of(
                        "gpt-x", costing("gpt-x", "1"),
                        "work/gpt-x", costing("work/gpt-x", "2"),
                        "base-x", costing("base-x", "3")),
                adjustments);
    }

    private static Money cost(PriceBook book, Target target) {
        return assertInstanceOf(Cost.Priced.class, book.find(target).cost(MILLION, Terms.STANDARD))
                .total();
    }

    @Test
    void namesResolveByBaseModelThenProviderThenModel() {
        PriceBook book = book(Adjustments.NONE);
        assertEquals(Money.dollars("1"), cost(book, Target.of("home", "gpt-x")));
        assertEquals(Money.dollars("2"), cost(book, Target.of("work", "gpt-x")));
        Map<String, JsonText> base = Map.of("base_model", JsonText.string("base-x"));
        assertEquals(Money.dollars("3"), cost(book, new Described("work", "gpt-x", base)));
    }

    @Test
    void anUnknownNameSaysWhatWasLookedFor() {
        Quote.Unpriced quote =
                assertInstanceOf(Quote.Unpriced.class, book(Adjustments.NONE).find(Target.of("home", "new-model")));
        assertTrue(quote.reason().startsWith("no price is known for home/new-model or new-model"), quote.reason());
    }

    @Test
    void aTargetsOwnPricesGoBeforeTheList() {
        PriceBook book = book(Adjustments.NONE);
        JsonText own = JsonText.parse("{\"input\": 0.5}");
        assertEquals(Money.dollars("0.5"), cost(book, new Described("work", "gpt-x", Map.of("price", own))));
        JsonText liteLlm = JsonText.parse("{\"input_cost_per_token\":7e-07,\"output_cost_per_token\":\"1e-6\"}");
        assertEquals(Money.dollars("0.7"), cost(book, new Described("work", "gpt-x", Map.of("price", liteLlm))));
        JsonText mixed = JsonText.parse("{\"input_cost_per_token\":7e-07,\"output\":1}");
        Quote.Unpriced both = assertInstanceOf(
                Quote.Unpriced.class, book.find(new Described("work", "gpt-x", Map.of("price", mixed))));
        assertTrue(both.reason().contains("\"output\" is no member of LiteLLM's cost map"), both.reason());
        Map<String, JsonText> wrong = Map.of("price", JsonText.parse("{\"input\": -1}"));
        Quote.Unpriced quote = assertInstanceOf(Quote.Unpriced.class, book.find(new Described("work", "gpt-x", wrong)));
        assertEquals(
                "the prices of target work/gpt-x make no sense: input: -1 (expected: a decimal number, 0 or more)",
                quote.reason());
    }

    @Test
    void liteLlmsNamesOfToolsHaveUnitsOfTheirOwn() {
        JsonText prices = JsonText.parse("""
                {"input_cost_per_token":0,"search_context_cost_per_query":{"search_context_size_low":0.01,\
                "search_context_size_medium":0.01},"google_maps_grounding_cost_per_query":0.02,\
                "file_search_cost_per_1k_calls":2.5,"code_interpreter_cost_per_session":0.03}""");
        Target target = new Described("work", "gpt-x", Map.of("price", prices));
        Map<Bucket, String> costs = Map.of(
                Bucket.REQUESTS, "0.01",
                Bucket.MAP_SEARCHES, "0.02",
                Bucket.FILE_SEARCHES, "0.0025",
                Bucket.CODE_SESSIONS, "0.03");
        costs.forEach((bucket, dollars) -> {
            Usage one = Usage.builder().set(bucket, 1).build();
            Cost cost = book(Adjustments.NONE).find(target).cost(one, Terms.STANDARD);
            assertEquals(
                    Money.dollars(dollars),
                    assertInstanceOf(Cost.Priced.class, cost, bucket::name).total());
        });
    }

    @Test
    void discountsAndMarginsMultiply() {
        Adjustments adjustments =
                new Adjustments(Factor.of("1.2"), Map.of("work", Factor.of("0.5"), "home/gpt-x", Factor.of("0.9")));
        PriceBook book = book(adjustments);
        assertEquals(Money.dollars("1.2"), cost(book, Target.of("work", "gpt-x")));
        assertEquals(Money.dollars("1.08"), cost(book, Target.of("home", "gpt-x")));
        assertEquals(Money.dollars("1.2"), cost(book, Target.of("elsewhere", "gpt-x")));
    }
}
