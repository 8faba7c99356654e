package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Optional;

/** Tools that the provider runs itself. */
final class HostedTools {
    private static final String OPTIONS = "web_search_options";

    private HostedTools() {}

    /** An element of {@code tools} of a type that is not the application's. */
    static Tool tool(String type, JsonText json) {
        return new Tool.Foreign(OpenAiDialect.FAMILY, json, sort(type, json));
    }

    /** The search that a chat completion asks for by a member of the body; the tool is an object with that member. */
    static Tool search(JsonText options) {
        JsonText json =
                new JsonWriter().object().raw(OPTIONS, options).endObject().text();
        return new Tool.Foreign(OpenAiDialect.FAMILY, json, Optional.of(Tool.Hosted.WEB_SEARCH));
    }

    private static Optional<Tool.Hosted> sort(String type, JsonText json) {
        if (type.contains("web_search") || type.equals("browser_search")) {
            return Optional.of(Tool.Hosted.WEB_SEARCH);
        } else if (type.contains("web_fetch")) {
            return Optional.of(Tool.Hosted.WEB_FETCH);
        } else if (type.startsWith("code_interpreter") || type.startsWith("code_execution")) {
            return Optional.of(Tool.Hosted.CODE_EXECUTION);
        }
        return JsonValue.of(json)
                .get("function")
                .string("name")
                .filter("$web_search"::equals) // Moonshot
                .map(ignored -> Tool.Hosted.WEB_SEARCH);
    }
}
