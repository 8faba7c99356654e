package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.prompt.PromptSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

// @start region="prompts"
/** Prompts from the configuration; {@code {{name}}} stands for a variable. */
final class ConfiguredPrompts implements PromptSource {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Map<String, String> templates;

    ConfiguredPrompts(Map<String, String> templates) {
        this.templates = Map.copyOf(templates);
    }

    @Override
    public Optional<List<Message>> find(String id, Map<String, JsonText> variables) {
        return Optional.ofNullable(templates.get(id))
                .map(template -> List.of(Message.of(Role.SYSTEM, fill(template, variables))));
    }

    private static String fill(String template, Map<String, JsonText> variables) {
        return VARIABLE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value(found, variables)));
    }

    private static String value(MatchResult found, Map<String, JsonText> variables) {
        JsonText value = variables.get(found.group(1));
        if (value == null) {
            throw GatewayException.of(
                    ErrorKind.INVALID_REQUEST, "The prompt needs the variable \"" + found.group(1) + "\".");
        }
        return value.text().startsWith("\"") ? value.asString() : value.text();
    }
}
// @end
