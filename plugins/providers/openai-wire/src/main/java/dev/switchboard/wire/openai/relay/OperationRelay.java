package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;

/** Relays an operation whose streams are not chat's: each has events of its own, and reports usage unasked. */
public final class OperationRelay implements Relay {
    private final OpenAiRelay relay;
    private final Watch watch;

    /** How the replies of one operation are watched. */
    @FunctionalInterface
    public interface Watch {
        /** How the events of a streamed reply are told apart. */
        default Framing framing(RelayRequest request) {
            return Framing.SSE;
        }

        /** Watches one reply. */
        RelayObserver observer(RelayRequest request);
    }

    /** Relays to one path, such as {@code /moderations}. */
    public OperationRelay(Connection connection, String path, Watch watch) {
        this.relay = new OpenAiRelay(connection, path);
        this.watch = watch;
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        RelayRequest unasked = new RelayRequest(
                request.wire(), request.headers(), request.query(), request.body(), request.stream(), false);
        return relay.encode(unasked, target).withFraming(watch.framing(request));
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return watch.observer(request);
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return relay.error(reply);
    }
}
