package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads {@code thinking}, {@code output_config} and the older {@code output_format}. What the canonical form does not know of them
 * goes into the extras under the same name.
 */
final class ReasoningReader {
    private ReasoningReader() {}

    static void read(JsonObject body, ChatRequest.Builder request, Map<String, JsonText> extras) {
        Optional<JsonObject> thinking = body.object("thinking");
        Optional<JsonObject> config = body.object("output_config");
        Optional<String> effort = config.flatMap(each -> each.string("effort"));
        Optional<Reasoning.Mode> mode = thinking.flatMap(ReasoningReader::mode);
        if (mode.isPresent()) {
            JsonObject wish = thinking.get();
            OptionalLong budget = wish.integer("budget_tokens");
            request.reasoning(new Reasoning(mode, effort, budget, wish.string("display")));
        } else if (effort.isPresent()) {
            request.reasoning(new Reasoning(Optional.empty(), effort, OptionalLong.empty(), Optional.empty()));
            // an effort alone does not turn thinking on here, as it does elsewhere: it stays among the extras
            config.get().leave("effort");
        }
        thinking.ifPresent(wish -> keep("thinking", wish, extras));
        body.get("output_format").ifPresent(format -> format(format, request));
        config.ifPresent(each -> {
            each.get("format").ifPresent(format -> format(format, request));
            keep("output_config", each, extras);
        });
    }

    /** Empty for a mode that is younger than this reader: it stays as it was written. */
    private static Optional<Reasoning.Mode> mode(JsonObject thinking) {
        Optional<Reasoning.Mode> mode = switch (thinking.require("type").asString()) {
            case "enabled" -> Optional.of(Reasoning.Mode.ENABLED);
            case "adaptive" -> Optional.of(Reasoning.Mode.ADAPTIVE);
            case "disabled" -> Optional.of(Reasoning.Mode.DISABLED);
            default -> Optional.empty();
        };
        if (mode.isEmpty()) {
            thinking.leave("type");
        }
        return mode;
    }

    private static void format(JsonField field, ChatRequest.Builder request) {
        JsonObject format = field.asObject();
        JsonField type = format.require("type");
        if (!type.asString().equals("json_schema")) {
            type.failValue("'json_schema'");
        }
        request.responseFormat(new ResponseFormat.JsonSchema(
                Optional.empty(), Optional.empty(), format.require("schema").text(), Optional.empty()));
    }

    /** Puts the unread members of an object among the extras. */
    static void keep(String name, JsonObject object, Map<String, JsonText> extras) {
        Map<String, JsonText> rest = object.unread();
        if (!rest.isEmpty()) {
            extras.put(name, new JsonWriter().object().raw(rest).endObject().text());
        }
    }
}
