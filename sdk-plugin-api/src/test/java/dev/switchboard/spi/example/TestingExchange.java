package dev.switchboard.spi.example;

import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An exchange of one caller. */
final class TestingExchange implements ExchangeContext {
    final List<Decision> decisions = new ArrayList<>();
    private final String caller;

    TestingExchange(String caller) {
        this.caller = caller;
    }

    @Override
    public String id() {
        return "x-1";
    }

    @Override
    public Caller caller() {
        return Caller.builder(caller).build();
    }

    @Override
    public String model() {
        return "demo";
    }

    @Override
    public String operation() {
        return "chat";
    }

    @Override
    public boolean stream() {
        return false;
    }

    @Override
    public CallOptions options() {
        return CallOptions.NONE;
    }

    @Override
    public <Q> Optional<Q> request(Class<Q> type) {
        return Optional.empty();
    }

    @Override
    public long requestBytes() {
        return 0;
    }

    @Override
    public OptionalLong maxOutputTokens() {
        return OptionalLong.empty();
    }

    @Override
    public void decide(Decision decision) {
        decisions.add(decision);
    }
}
