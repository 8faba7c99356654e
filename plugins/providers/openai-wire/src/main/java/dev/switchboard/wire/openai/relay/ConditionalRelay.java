package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.function.Predicate;

/** A relay for some of a server's models: the others lack the API that it relays. */
public final class ConditionalRelay implements Relay {
    private final Relay relay;
    private final Predicate<Target> served;

    /** Relays for the targets that pass the test. */
    public ConditionalRelay(Relay relay, Predicate<Target> served) {
        this.relay = relay;
        this.served = served;
    }

    @Override
    public boolean serves(Target target) {
        return served.test(target);
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        return relay.encode(request, target);
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return relay.observer(request);
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return relay.error(reply);
    }
}
