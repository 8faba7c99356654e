package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An exchange that a plugin is called for.
 *
 * @param id its id
 * @param caller who calls
 * @param model the public model name
 * @param operation the operation's name
 * @param stream whether the reply is streamed
 * @param options what the caller asks of the gateway
 * @param canonical the request, if it matters
 * @param decisions what was decided so far; grows
 */
public record TestingExchange(
        String id,
        Caller caller,
        String model,
        String operation,
        boolean stream,
        CallOptions options,
        Optional<Object> canonical,
        List<Decision> decisions)
        implements ExchangeContext {

    /** A chat of a caller who may do everything. */
    public static TestingExchange chat(String model) {
        Caller caller = Caller.builder("team-a").build();
        return new TestingExchange(
                "exchange-1",
                caller,
                model,
                "chat",
                false,
                CallOptions.NONE,
                Optional.empty(),
                new CopyOnWriteArrayList<>());
    }

    /** The same of another caller. */
    public TestingExchange by(Caller other) {
        return new TestingExchange(id, other, model, operation, stream, options, canonical, decisions);
    }

    /** The same with a request. */
    public TestingExchange asking(Object request) {
        return new TestingExchange(id, caller, model, operation, stream, options, Optional.of(request), decisions);
    }

    @Override
    public <Q> Optional<Q> request(Class<Q> type) {
        return canonical.filter(type::isInstance).map(type::cast);
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
