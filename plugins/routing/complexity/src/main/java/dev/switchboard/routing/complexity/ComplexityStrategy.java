package dev.switchboard.routing.complexity;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes the cheaper of several models for what is easy and the dearer for what is hard, unless a rule says which. */
final class ComplexityStrategy implements RoutingStrategy {
    private static final Comparator<Candidate> BY_PRICE = Comparator.comparingDouble(candidate -> candidate
            .price()
            .map(price -> (double) price.input() + price.output())
            .orElse(Double.MAX_VALUE));

    private final List<ComplexityConfig.Rule> rules;

    ComplexityStrategy(List<ComplexityConfig.Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        Optional<ChatRequest> request = exchange.request(ChatRequest.class);
        if (request.isEmpty()) {
            return candidates.getFirst();
        }
        Task task = Task.of(request.get());
        return ruled(task, candidates).orElseGet(() -> byDifficulty(exchange, task, candidates));
    }

    private Optional<Candidate> ruled(Task task, List<Candidate> candidates) {
        return rules.stream()
                .filter(task::fits)
                .flatMap(rule -> candidates.stream()
                        .filter(candidate -> candidate.target().id().equals(rule.target())))
                .findFirst();
    }

    private static Candidate byDifficulty(ExchangeContext exchange, Task task, List<Candidate> candidates) {
        List<Candidate> byPrice = candidates.stream().sorted(BY_PRICE).toList();
        double difficulty = task.difficulty();
        int place = Math.min(byPrice.size() - 1, (int) (difficulty * byPrice.size()));
        exchange.decide(new Decision("route", "complexity", "difficulty " + Math.round(difficulty * 100) + " of 100"));
        return byPrice.get(place);
    }
}
