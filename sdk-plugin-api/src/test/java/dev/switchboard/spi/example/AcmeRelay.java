package dev.switchboard.spi.example;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;

// @start region="relay"
/** Acme's second door takes OpenAI's format, so what callers of that format send goes on as it is. */
final class AcmeRelay implements Relay {
    private static final JsonText WITH_USAGE = new JsonText("{\"include_usage\":true}");

    private final AcmeConfig config;

    AcmeRelay(AcmeConfig config) {
        this.config = config;
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        JsonDocument.Editor body = request.body().set("model", JsonText.string(target.model()));
        if (request.stream() && request.usageWanted()) {
            body.setIfAbsent("stream_options", WITH_USAGE);
        }
        return UpstreamRequest.post(
                config.url("/openai/chat/completions"),
                request.headers().toBuilder()
                        .set("authorization", config.bearer())
                        .build(),
                body.build());
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return new AcmeObserver(!request.body().original().has("stream_options"));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return AcmeErrors.read(reply);
    }
}
// @end
