package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.operation.ResourceRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Calls on what the server keeps: the request and the reply go through as they are. */
public final class ResourceTranslator implements Translator<ResourceRequest, UpstreamReply, StreamEvent.None> {
    private final Connection connection;

    /** Translates for one server. */
    public ResourceTranslator(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(ResourceRequest request, Target target) {
        return new UpstreamRequest(
                request.method(),
                connection.url(request.path(), request.query()),
                connection.jsonHeaders(),
                request.body(),
                Framing.SSE);
    }

    @Override
    public UpstreamReply decode(UpstreamReply reply) {
        return reply;
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
