package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One streamed call between two formats, translated in this process. */
final class Translated {
    private final ChatFormat caller;
    private final ChatFormat behind;
    private final Call<ChatRequest> call;
    private final UpstreamRequest upstream;

    Translated(ChatFormat caller, ChatFormat behind, Bytes request) {
        this.caller = caller;
        this.behind = behind;
        Endpoint<ChatRequest, ChatResponse, ChatEvent> endpoint = Sides.endpoint(caller);
        call = endpoint.read(new CallerRequest("m"), request);
        upstream = Sides.translator(behind).encode(call.request(), Target.of("p", Sides.model(behind)));
    }

    /** The bytes that reach the provider. */
    Bytes bytes() {
        return upstream.body();
    }

    JsonNode request() {
        return JsonMapper.shared().readTree(upstream.body().utf8());
    }

    /** What the caller gets when the provider says that. */
    Bytes reply(Said said, long seed) {
        SourceStream stream = SourceStream.of(behind, said, new Pieces(new SplittableRandom(seed)));
        return new Conversion(
                        Sides.translator(behind).decoder(),
                        Sides.endpoint(caller).encoder(call))
                .convert(List.of(stream.bytes()));
    }
}
