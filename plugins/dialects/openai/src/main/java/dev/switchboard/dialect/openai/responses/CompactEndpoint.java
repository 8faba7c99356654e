package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.OpenAiDialect;
import dev.switchboard.dialect.openai.OpenBounds;
import dev.switchboard.dialect.openai.RequestHead;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.operation.ResourceRequest;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;

/** {@code POST /responses/compact}: what comes of it only the provider can read, so no other provider can make it. */
public final class CompactEndpoint implements Endpoint<ResourceRequest, UpstreamReply, StreamEvent.None> {
    private static final String PATH = "/responses/compact";

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public List<String> paths() {
        return Paths.of(PATH);
    }

    @Override
    public Operation<ResourceRequest, UpstreamReply, StreamEvent.None> operation() {
        return Operation.RESOURCE;
    }

    @Override
    public Wire wire() {
        return Wire.OPENAI_COMPACT;
    }

    @Override
    public Call<ResourceRequest> read(HttpRequest request, Bytes body) {
        RequestHead head = new RequestHead(body);
        return head.call(request, fields -> new ResourceRequest("POST", PATH, request.query(), body))
                .nativeOnly(Optional.of(PATH))
                .beyondText(() -> OpenBounds.ofResponse(head))
                .build();
    }

    @Override
    public HttpReply write(UpstreamReply response, Call<ResourceRequest> call) {
        return OpenAiDialect.json(response.body());
    }
}
