package dev.switchboard.dialect.openai.audio;

import dev.switchboard.dialect.openai.common.JsonCall;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.dialect.openai.common.PostEndpoint;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.speech.SpeechEvent;
import dev.switchboard.spi.speech.SpeechRequest;
import dev.switchboard.spi.speech.SpeechRequest.Delivery;
import dev.switchboard.spi.speech.SpeechResponse;
import dev.switchboard.spi.wire.Wire;
import java.util.function.Function;

/** {@code POST /audio/speech}. Every reply is a stream: sound goes on as it is made, whether or not in events. */
public final class SpeechEndpoint extends PostEndpoint<SpeechRequest, SpeechResponse, SpeechEvent> {
    private final Function<GatewayError, Bytes> errors;

    /** The endpoint. @param errors writes the last event of a stream that failed */
    public SpeechEndpoint(Function<GatewayError, Bytes> errors) {
        super(Paths.of("/audio/speech"), Operation.SPEECH, Wire.OPENAI_SPEECH);
        this.errors = errors;
    }

    @Override
    public Call<SpeechRequest> read(HttpRequest request, Bytes body) {
        JsonCall head = new JsonCall(body);
        head.require("input").asString();
        head.require("voice");
        return head.toCall(request, head.model(), true, SpeechRequestReader::read);
    }

    @Override
    public HttpReply write(SpeechResponse response, Call<SpeechRequest> call) {
        return new HttpReply(200, Headers.of("content-type", response.mediaType()), response.audio());
    }

    @Override
    public StreamEncoder<SpeechEvent> encoder(Call<SpeechRequest> call) {
        SpeechRequest request = call.request();
        return request.delivery() == Delivery.EVENTS
                ? new SpeechEventEncoder(errors)
                : new SoundEncoder(request.format().orElse("mp3"));
    }
}
