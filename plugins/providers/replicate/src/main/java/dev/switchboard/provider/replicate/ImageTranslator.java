package dev.switchboard.provider.replicate;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.Replies;
import dev.switchboard.wire.openai.request.VendorMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pictures made by a prediction. What a model wants beside a prompt is its own, and callers give it in {@code input}. */
final class ImageTranslator implements Translator<ImageRequest, ImageResponse, ImageEvent> {
    private static final VendorMembers OWN = new VendorMembers("Replicate", Set.of(), Set.of(Prediction.INPUT));
    private static final String EXPECTED = "a prediction with addresses of pictures";

    private final Connection connection;

    ImageTranslator(Connection connection) {
        this.connection = connection;
    }

    @Override
    public UpstreamRequest encode(ImageRequest request, Target target) {
        if (request.task() != ImageRequest.Task.GENERATE) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED,
                    "images: models at Replicate take pictures by inputs of their own; ask for a generation and give them in"
                            + " the member \"input\"");
        }
        Changes changes = new Changes();
        Map<String, JsonText> input = new LinkedHashMap<>();
        input.put("prompt", JsonText.string(request.prompt()));
        request.count().ifPresent(count -> input.put("num_outputs", JsonText.number(count)));
        request.format().ifPresent(format -> input.put("output_format", JsonText.string(format)));
        OWN.drop("size", request.size(), changes);
        OWN.drop("quality", request.quality(), changes);
        OWN.drop("background", request.background(), changes);
        OWN.drop("style", request.style(), changes);
        OWN.drop("user", request.user(), changes);
        Map<String, JsonText> extras = request.extras().in(Wire.OPENAI_IMAGES);
        extras.keySet().stream()
                .filter(name -> !name.equals(Prediction.INPUT))
                .forEach(name -> OWN.drop(name, Optional.of(name), changes));
        Optional<JsonText> own = Optional.ofNullable(extras.get(Prediction.INPUT));
        return Prediction.request(connection, target.model(), input, own, changes);
    }

    @Override
    public ImageResponse decode(UpstreamReply reply) {
        Prediction prediction = Prediction.read(reply.body());
        List<ImageResponse.Image> images = prediction.outputs().stream()
                .map(Media::ofUrl)
                .map(ImageResponse.Image::of)
                .toList();
        if (images.isEmpty()) {
            throw Replies.unexpected(EXPECTED);
        }
        Usage usage = Usage.builder().set(Bucket.IMAGES, images.size()).build();
        return new ImageResponse(prediction.created(), images, usage, Extras.NONE);
    }

    @Override
    public Optional<FollowUp> followUp(UpstreamReply reply) {
        return new Calls(connection).after(reply);
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
