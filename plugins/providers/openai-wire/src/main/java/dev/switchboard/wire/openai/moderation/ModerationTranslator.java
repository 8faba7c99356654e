package dev.switchboard.wire.openai.moderation;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.moderation.ModerationRequest.Item;
import dev.switchboard.spi.moderation.ModerationRequest.Part;
import dev.switchboard.spi.moderation.ModerationResponse;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.Translator;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.List;
import java.util.Optional;

/** Canonical moderations to OpenAI's and back. */
public final class ModerationTranslator implements Translator<ModerationRequest, ModerationResponse, StreamEvent.None> {
    private final Connection connection;
    private final Address address;

    /** Translates for one path, such as {@code /moderations}. */
    public ModerationTranslator(Connection connection, String path) {
        this.connection = connection;
        address = new Address(connection, path);
    }

    @Override
    public UpstreamRequest encode(ModerationRequest request, Target target) {
        JsonWriter json =
                new JsonWriter().object().string("model", target.model()).array("input");
        inputs(json, request.items());
        json.endArray().raw(request.extras().in(Wire.OPENAI_MODERATIONS)).endObject();
        return UpstreamRequest.post(address.of(target, Optional.empty()), connection.jsonHeaders(), json.bytes());
    }

    /** The format has a list of texts, or one item in parts. */
    private static void inputs(JsonWriter json, List<Item> items) {
        if (items.stream().allMatch(ModerationTranslator::isText)) {
            items.forEach(item -> json.string(((Part.Text) item.parts().getFirst()).text()));
        } else if (items.size() == 1) {
            items.getFirst().parts().forEach(part -> write(json, part));
        } else {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED, "input: the chosen provider judges one item with pictures at a time");
        }
    }

    private static boolean isText(Item item) {
        return item.parts().size() == 1 && item.parts().getFirst() instanceof Part.Text;
    }

    private static void write(JsonWriter json, Part part) {
        switch (part) {
            case Part.Text text ->
                json.object().string("type", "text").string("text", text.text()).endObject();
            case Part.Image image ->
                json.object()
                        .string("type", "image_url")
                        .object("image_url")
                        .string("url", url(image.media()))
                        .endObject()
                        .endObject();
        }
    }

    private static String url(Media media) {
        return switch (media) {
            case Media.Remote remote -> remote.url();
            case Media.Inline inline -> inline.toUrl();
            case Media.Upload upload -> upload.toInline().toUrl();
            default ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED, "input: the chosen provider takes pictures by address or as data");
        };
    }

    @Override
    public ModerationResponse decode(UpstreamReply reply) {
        return ModerationReader.read(reply.body());
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
