package dev.switchboard.spi.example;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

// @start region="admission"
/** Lets each caller have a number of calls under way. */
final class CallsAtOnce implements Admission {
    private final int limit;
    private final Map<String, Semaphore> slots = new ConcurrentHashMap<>();

    CallsAtOnce(int limit) {
        this.limit = limit;
    }

    @Override
    public Decision admit(ExchangeContext exchange) {
        Semaphore free = slots.computeIfAbsent(exchange.caller().id(), id -> new Semaphore(limit));
        if (!free.tryAcquire()) {
            return new Decision.Refused(GatewayError.of(
                    ErrorKind.RATE_LIMIT, limit + " calls are under way for this key; wait for one to end."));
        }
        return new Decision.Admitted(report -> free.release());
    }
}
// @end
