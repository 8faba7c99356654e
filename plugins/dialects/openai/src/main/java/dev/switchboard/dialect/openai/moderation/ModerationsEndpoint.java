package dev.switchboard.dialect.openai.moderation;

import dev.switchboard.dialect.openai.common.JsonCall;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.dialect.openai.common.PostEndpoint;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.moderation.ModerationResponse;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;

/** {@code POST /moderations}. */
public final class ModerationsEndpoint extends PostEndpoint<ModerationRequest, ModerationResponse, StreamEvent.None> {
    /** What OpenAI takes if the caller names none, as most do. */
    static final String DEFAULT_MODEL = "omni-moderation-latest";

    /** The endpoint. */
    public ModerationsEndpoint() {
        super(Paths.of("/moderations"), Operation.MODERATION, Wire.OPENAI_MODERATIONS);
    }

    @Override
    public Call<ModerationRequest> read(HttpRequest request, Bytes body) {
        JsonCall head = new JsonCall(body);
        JsonField input = head.require("input");
        if (!input.isString() && !input.isArray()) {
            input.fail("a string or an array");
        }
        return head.toCall(request, head.string("model").orElse(DEFAULT_MODEL), false, ModerationRequestReader::read);
    }

    @Override
    public HttpReply write(ModerationResponse response, Call<ModerationRequest> call) {
        return HttpReply.json(200, ModerationWriter.write(response));
    }
}
