package dev.switchboard.dialect.openai.image;

import dev.switchboard.dialect.openai.common.ServerEvents;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes streamed pictures. */
final class ImageStreamEncoder extends ServerEvents<ImageEvent> {
    private final Call<ImageRequest> call;

    ImageStreamEncoder(Call<ImageRequest> call, Function<GatewayError, Bytes> errors) {
        super(errors);
        this.call = call;
    }

    @Override
    public Bytes encode(ImageEvent event) {
        return switch (event) {
            case ImageEvent.Partial partial ->
                event(prefix() + ".partial_image", json -> {
                    picture(json, partial.image(), partial.created(), partial.extras());
                    json.integer("partial_image_index", partial.index());
                });
            case ImageEvent.Completed completed ->
                event(prefix() + ".completed", json -> {
                    picture(json, completed.image(), completed.created(), completed.extras());
                    ImageWriter.usage(json, completed.total());
                });
            case ImageEvent.Failed failed -> error(failed.error());
        };
    }

    private String prefix() {
        return call.request().task() == Task.GENERATE ? "image_generation" : "image_edit";
    }

    private void picture(JsonWriter json, Media image, Instant created, Extras extras) {
        ImageWriter.media(json, image, call);
        json.integer("created_at", created.getEpochSecond());
        json.raw(settings(extras));
    }

    /** What the provider made, or else what was asked for: clients expect each of these. */
    private Map<String, JsonText> settings(Extras extras) {
        ImageRequest request = call.request();
        Map<String, JsonText> settings = new LinkedHashMap<>();
        settings.put("size", JsonText.string(request.size().orElse("auto")));
        settings.put("quality", JsonText.string(request.quality().orElse("auto")));
        settings.put("background", JsonText.string(request.background().orElse("auto")));
        settings.put("output_format", JsonText.string(request.format().orElse("png")));
        settings.putAll(extras.in(Wire.OPENAI_IMAGES));
        return settings;
    }
}
