package dev.switchboard.wire.openai.image;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Canonical pictures to OpenAI's and back. */
public final class ImageTranslator implements Translator<ImageRequest, ImageResponse, ImageEvent> {
    private final ImageRequestWriter writer;

    /** Translates for a server that has all three paths. */
    public ImageTranslator(Connection connection) {
        this.writer = new ImageRequestWriter(connection);
    }

    @Override
    public UpstreamRequest encode(ImageRequest request, Target target) {
        return writer.write(request, target);
    }

    @Override
    public ImageResponse decode(UpstreamReply reply) {
        return ImageReader.read(reply.body());
    }

    @Override
    public StreamDecoder<ImageEvent> decoder() {
        return new ImageEventReader();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
