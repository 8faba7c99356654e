package dev.switchboard.dialect.openai.moderation;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.moderation.ModerationRequest;
import dev.switchboard.spi.moderation.ModerationRequest.Item;
import dev.switchboard.spi.moderation.ModerationRequest.Part;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/** Makes the canonical request. A list of strings are items of their own; a list of parts is one item. */
final class ModerationRequestReader {
    private ModerationRequestReader() {}

    static ModerationRequest read(JsonObject body) {
        String model = body.string("model").orElse(ModerationsEndpoint.DEFAULT_MODEL);
        List<Item> items = items(body.require("input"));
        return new ModerationRequest(model, items, Extras.of(Wire.OPENAI_MODERATIONS, body.unread()));
    }

    private static List<Item> items(JsonField input) {
        if (input.isString()) {
            return List.of(Item.of(input.asString()));
        }
        List<JsonField> elements = input.asArray();
        if (elements.isEmpty()) {
            return input.failValue("at least one input");
        }
        return elements.getFirst().isObject()
                ? List.of(new Item(
                        elements.stream().map(ModerationRequestReader::part).toList()))
                : elements.stream().map(element -> Item.of(element.asString())).toList();
    }

    private static Part part(JsonField element) {
        JsonObject part = element.asObject();
        JsonField type = part.require("type");
        return switch (type.asString()) {
            case "text" -> new Part.Text(part.require("text").asString());
            case "image_url" ->
                new Part.Image(Media.ofUrl(
                        part.require("image_url").asObject().require("url").asString()));
            default -> type.failValue("\"text\" or \"image_url\"");
        };
    }
}
