package dev.switchboard.launcher.shield;

import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.identity.Caller;
import java.util.Optional;
import java.util.OptionalLong;

/** An exchange without its words: neither the request nor what the caller fills a prompt with. */
record ShieldedExchange(ExchangeContext exchange) implements ExchangeContext {
    @Override
    public String id() {
        return exchange.id();
    }

    @Override
    public Caller caller() {
        return exchange.caller();
    }

    @Override
    public String model() {
        return exchange.model();
    }

    @Override
    public String operation() {
        return exchange.operation();
    }

    @Override
    public boolean stream() {
        return exchange.stream();
    }

    @Override
    public CallOptions options() {
        CallOptions options = exchange.options();
        return options.promptVariables().isEmpty() ? options : withoutVariables(options);
    }

    private static CallOptions withoutVariables(CallOptions options) {
        CallOptions.Builder rest = CallOptions.builder();
        options.user().ifPresent(rest::user);
        options.session().ifPresent(rest::session);
        options.tags().forEach(rest::tag);
        options.timeout().ifPresent(rest::timeout);
        options.promptId().ifPresent(rest::promptId);
        options.fallbacks().forEach(rest::fallback);
        options.retries().ifPresent(rest::retries);
        options.region().ifPresent(rest::region);
        options.priority().ifPresent(rest::priority);
        return rest.build();
    }

    @Override
    public <Q> Optional<Q> request(Class<Q> type) {
        return Optional.empty();
    }

    @Override
    public long requestBytes() {
        return exchange.requestBytes();
    }

    @Override
    public OptionalLong maxOutputTokens() {
        return exchange.maxOutputTokens();
    }

    @Override
    public Optional<String> serviceTier() {
        return exchange.serviceTier();
    }

    @Override
    public BeyondText beyondText() {
        return exchange.beyondText(); // the format's names, none of the caller's words
    }

    @Override
    public void decide(Decision decision) {
        exchange.decide(decision);
    }
}
