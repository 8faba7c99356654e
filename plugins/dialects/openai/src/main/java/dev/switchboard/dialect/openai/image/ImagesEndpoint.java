package dev.switchboard.dialect.openai.image;

import dev.switchboard.dialect.openai.common.FormFields;
import dev.switchboard.dialect.openai.common.JsonCall;
import dev.switchboard.dialect.openai.common.Paths;
import dev.switchboard.dialect.openai.common.PostEndpoint;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.wire.Wire;
import java.util.Optional;
import java.util.function.Function;

/** {@code POST /images/generations}, {@code /images/edits} or {@code /images/variations}: JSON, or a form with files. */
public final class ImagesEndpoint extends PostEndpoint<ImageRequest, ImageResponse, ImageEvent> {
    /** The only model that OpenAI ever had for variations. */
    private static final String VARIATIONS_MODEL = "dall-e-2";

    private final Task task;
    private final Function<GatewayError, Bytes> errors;

    /**
     * The endpoint for one task.
     *
     * @param errors writes the last event of a stream that failed
     */
    public ImagesEndpoint(Task task, Function<GatewayError, Bytes> errors) {
        super(Paths.of(path(task)), Operation.IMAGE, wire(task));
        this.task = task;
        this.errors = errors;
    }

    private static String path(Task task) {
        return switch (task) {
            case GENERATE -> "/images/generations";
            case EDIT -> "/images/edits";
            case VARY -> "/images/variations";
        };
    }

    private static Wire wire(Task task) {
        return switch (task) {
            case GENERATE -> Wire.OPENAI_IMAGES;
            case EDIT -> Wire.OPENAI_IMAGE_EDITS;
            case VARY -> Wire.OPENAI_IMAGE_VARIATIONS;
        };
    }

    @Override
    public Call<ImageRequest> read(HttpRequest request, Bytes body) {
        Optional<String> fallback = task == Task.VARY ? Optional.of(VARIATIONS_MODEL) : Optional.empty();
        if (FormFields.in(request)) {
            return FormFields.toCall(request, body, fallback, fields -> ImageFormReader.read(fields, task));
        }
        JsonCall head = new JsonCall(body);
        if (task != Task.VARY) {
            head.require("prompt").asString();
        }
        String model =
                fallback.isPresent() ? head.string("model").or(() -> fallback).get() : head.model();
        return head.toCall(request, model, head.stream(), json -> ImageJsonReader.read(json, task));
    }

    @Override
    public HttpReply write(ImageResponse response, Call<ImageRequest> call) {
        return HttpReply.json(200, ImageWriter.write(response, call));
    }

    @Override
    public StreamEncoder<ImageEvent> encoder(Call<ImageRequest> call) {
        return new ImageStreamEncoder(call, errors);
    }
}
