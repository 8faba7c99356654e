package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.relay.CallerHeaders;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Relays one path of the responses: nothing but the model's name changes, and usage comes without being asked for. */
public final class ResponsesRelay implements Relay {
    private final Connection connection;
    private final String path;

    /** Relays to one path, such as {@code /responses}. */
    public ResponsesRelay(Connection connection, String path) {
        this.connection = connection;
        this.path = path;
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        return UpstreamRequest.post(
                connection.url(path, request.query()),
                CallerHeaders.with(request.headers(), connection),
                request.body().set("model", JsonText.string(target.model())).build());
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return new EventObserver();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
