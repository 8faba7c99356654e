package dev.switchboard.spi.admission;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.usage.RateLimits;
import org.osgi.annotation.versioning.ConsumerType;

/** Decides whether a known caller may make this call: access, rates, budgets. All configured ones must admit it. */
@ConsumerType
public interface Admission extends Component {
    /** Decides. Must answer from memory: it is called for every request. */
    Decision admit(ExchangeContext exchange);

    /** Whether it needs upstreams to report usage even where the caller did not ask for it. */
    default boolean needsUsage() {
        return false;
    }

    /** What an admission says. */
    sealed interface Decision {
        /**
         * Go on.
         *
         * @param permit what was set aside for the call
         * @param limits what the caller is told of its rates
         */
        record Admitted(Permit permit, RateLimits limits) implements Decision {
            /** Go on, without a word about rates. */
            public Admitted(Permit permit) {
                this(permit, RateLimits.NONE);
            }
        }

        /** Stop here. */
        record Refused(GatewayError error) implements Decision {}
    }

    /** What was set aside for one call, such as a slot or a reserved sum. */
    @ConsumerType
    interface Permit {
        /** Nothing was set aside. */
        Permit NOTHING = report -> {};

        /**
         * Called before an attempt sends anything, on a thread of the request; should answer from memory. Attempts of one call
         * may overlap.
         *
         * @param number the attempt's number in the exchange, counted from 1
         * @throws dev.switchboard.spi.error.GatewayException to refuse the attempt: the exchange ends with this error
         */
        default void attempting(int number, Target target) {}

        /**
         * What is set aside for a copy of the call that goes to another model beside it, and whose reply nobody gets. It is asked
         * for on the request's thread; the copy's attempts are announced to it, and it is settled when the copy is over, which may
         * be after the call. Without one of its own the copy is counted nowhere.
         */
        default Permit mirrored(ExchangeContext copy) {
            return NOTHING;
        }

        /**
         * Called exactly once, when all attempts are over, before any callback; must not block. If the caller gets a reply, that is
         * before the caller can know that it is complete, so that what was set aside is free for its next call: of the reply's
         * delivery the report says what is known by then.
         */
        void settle(ExchangeReport report);
    }
}
