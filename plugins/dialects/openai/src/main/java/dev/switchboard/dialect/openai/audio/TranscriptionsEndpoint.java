package dev.switchboard.dialect.openai.audio;

import dev.switchboard.dialect.openai.common.FormFields;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.dialect.openai.common.PostEndpoint;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.transcription.TranscriptionEvent;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /audio/transcriptions} or {@code /audio/translations}. */
public final class TranscriptionsEndpoint
        extends PostEndpoint<TranscriptionRequest, TranscriptionResponse, TranscriptionEvent> {
    private final boolean translate;
    private final Function<GatewayError, Bytes> errors;

    /**
     * The endpoint.
     *
     * @param translate whether the text shall be English
     * @param errors    writes the last event of a stream that failed
     */
    public TranscriptionsEndpoint(boolean translate, Function<GatewayError, Bytes> errors) {
        super(
                Paths.of(translate ? "/audio/translations" : "/audio/transcriptions"),
                Operation.TRANSCRIPTION,
                translate ? Wire.OPENAI_TRANSLATIONS : Wire.OPENAI_TRANSCRIPTIONS);
        this.translate = translate;
        this.errors = errors;
    }

    @Override
    public Call<TranscriptionRequest> read(HttpRequest request, Bytes body) {
        if (!FormFields.in(request)) {
            throw GatewayException.of(
                    ErrorKind.INVALID_REQUEST,
                    "The content type is '"
                            + request.headers().first("content-type").orElse("")
                            + "'. Expected multipart/form-data with the recording in the field 'file'.");
        }
        return FormFields.toCall(
                request, body, Optional.empty(), fields -> TranscriptionRequestReader.read(fields, translate));
    }

    @Override
    public HttpReply write(TranscriptionResponse response, Call<TranscriptionRequest> call) {
        return TranscriptionWriter.write(response, call.request());
    }

    @Override
    public StreamEncoder<TranscriptionEvent> encoder(Call<TranscriptionRequest> call) {
        return new TranscriptionStreamEncoder(errors);
    }
}
