package dev.switchboard.routing.weighted;

import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.identity.Caller;

/** An exchange about one model; nobody has asked who calls. */
record TestingExchange(String model) implements ExchangeContext {
    @Override
    public String id() {
        return "exchange-1";
    }

    @Override
    public Caller caller() {
        throw new UnsupportedOperationException("the strategy must not depend on the caller");
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
    public void decide(Decision decision) {}
}
