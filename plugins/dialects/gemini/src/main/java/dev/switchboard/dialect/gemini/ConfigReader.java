package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Changes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code generationConfig}. */
final class ConfigReader {
    private static final long DYNAMIC = -1;

    private final Changes changes;
    private final ChatRequest.Builder request;

    ConfigReader(Changes changes, ChatRequest.Builder request) {
        this.changes = changes;
        this.request = request;
    }

    /** @return what has no canonical form */
    Map<String, JsonText> read(Fields config) {
        config.integer("candidateCount").ifPresent(request::choices);
        config.integer("maxOutputTokens").ifPresent(request::maxOutputTokens);
        config.number("temperature").ifPresent(request::temperature);
        config.number("topP").ifPresent(request::topP);
        config.number("topK").ifPresent(topK -> request.topK(Math.round(topK))); // a float at Google
        config.number("presencePenalty").ifPresent(request::presencePenalty);
        config.number("frequencyPenalty").ifPresent(request::frequencyPenalty);
        config.integer("seed").ifPresent(request::seed);
        request.stop(strings(config, "stopSequences"));
        request.modalities(strings(config, "responseModalities").stream()
                .map(modality -> modality.toLowerCase(Locale.ROOT))
                .toList());
        OptionalLong alternatives = config.integer("logprobs");
        if (config.bool("responseLogprobs").orElse(false)) {
            request.logProbabilities(alternatives.orElse(0));
        }
        format(config);
        config.object("thinkingConfig").ifPresent(this::thinking);
        return config.unread();
    }

    private static List<String> strings(Fields config, String name) {
        return config.list(name).stream().map(JsonField::asString).toList();
    }

    private void format(Fields config) {
        Optional<JsonText> json = config.get("responseJsonSchema").map(JsonField::text);
        Optional<JsonText> openApi = config.get("responseSchema")
                .map(schema -> SchemaReader.toJsonSchema(schema.value(), changes, "responseSchema"));
        Optional<JsonField> type = config.get("responseMimeType");
        Optional<JsonText> schema = json.or(() -> openApi);
        if (schema.isPresent()) {
            request.responseFormat(
                    new ResponseFormat.JsonSchema(Optional.empty(), Optional.empty(), schema.get(), Optional.empty()));
        } else if (type.isPresent()) {
            switch (type.get().asString()) {
                case "application/json" -> request.responseFormat(new ResponseFormat.JsonObject());
                case "text/plain" -> request.responseFormat(new ResponseFormat.PlainText());
                default ->
                    throw Errors.unsupported(
                            "generationConfig.responseMimeType: " + type.get().text()
                                    + " (expected: application/json or text/plain, which other formats have, too)",
                            "generationConfig.responseMimeType");
            }
        }
    }

    private void thinking(Fields thinking) {
        boolean shown = thinking.bool("includeThoughts").orElse(false);
        OptionalLong budget = thinking.integer("thinkingBudget");
        Optional<String> effort = thinking.string("thinkingLevel").map(level -> level.toLowerCase(Locale.ROOT));
        request.reasoning(new Reasoning(
                mode(budget),
                effort,
                budget.orElse(0) > 0 ? budget : OptionalLong.empty(),
                shown ? Optional.of("auto") : Optional.empty()));
        thinking.unread()
                .keySet()
                .forEach(name -> changes.dropped("thinkingConfig." + name, "the gateway does not know it"));
    }

    private static Optional<Reasoning.Mode> mode(OptionalLong budget) {
        if (budget.isEmpty()) {
            return Optional.empty();
        }
        long tokens = budget.getAsLong();
        return Optional.of(
                tokens == 0
                        ? Reasoning.Mode.DISABLED
                        : tokens == DYNAMIC ? Reasoning.Mode.ADAPTIVE : Reasoning.Mode.ENABLED);
    }
}
