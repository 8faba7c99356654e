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
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.function.Function;

/** Relays an operation whose streams are not chat's: each has events of its own, and reports usage unasked. */
public final class OperationRelay implements Relay {
    private final OpenAiRelay relay;
    private final Watch watch;
    private final Function<UpstreamReply, GatewayError> errors;

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
        this(connection, path, watch, ErrorReader::read);
    }

    /** Relays to one path of a server that has errors of its own. */
    public OperationRelay(
            Connection connection, String path, Watch watch, Function<UpstreamReply, GatewayError> errors) {
        this.relay = new OpenAiRelay(connection, path);
        this.watch = watch;
        this.errors = errors;
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
        return errors.apply(reply);
    }
}
