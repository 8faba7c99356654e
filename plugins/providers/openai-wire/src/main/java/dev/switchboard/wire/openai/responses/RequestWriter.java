package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.chat.Effort;
import dev.switchboard.wire.openai.request.HeldSchema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the body of a response's request. Members stand in one order always. Nothing is stored at the provider unless the
 * caller, in this very format, said so; then the reasoning comes encrypted, so that the next turn can bring it back.
 */
final class RequestWriter {
    private static final String ENCRYPTED_REASONING = "reasoning.encrypted_content";
    private static final String LOG_PROBABILITIES = "message.output_text.logprobs";

    private final Quirks quirks;
    private final Changes changes;
    private final JsonWriter out = new JsonWriter();

    RequestWriter(Quirks quirks, Changes changes) {
        this.quirks = quirks;
        this.changes = changes;
    }

    Bytes write(ChatRequest request, String model) {
        Map<String, JsonText> extras = new LinkedHashMap<>(Own.in(request.extras()));
        input(request, model);
        new ToolWriter(new HeldSchema(quirks, changes), out).write(request);
        text(request, Optional.ofNullable(extras.remove("text")));
        reasoning(request, Optional.ofNullable(extras.remove("reasoning")));
        sampling(request);
        labels(request);
        out.raw("store", Optional.ofNullable(extras.remove("store")).orElse(JsonText.FALSE));
        include(request, Optional.ofNullable(extras.remove("include")));
        out.raw(extras);
        if (request.stream()) {
            out.bool("stream", true);
        }
        return out.endObject().bytes();
    }

    /** The body of a question for the length of a request: what is sampled, labelled or stored does not count. */
    Bytes writeCounted(ChatRequest request, String model) {
        Map<String, JsonText> extras = Own.in(request.extras());
        input(request, model);
        new ToolWriter(new HeldSchema(quirks, changes), out).write(request);
        text(request, Optional.ofNullable(extras.get("text")));
        reasoning(request, Optional.ofNullable(extras.get("reasoning")));
        return out.bool("parallel_tool_calls", request.parallelToolCalls())
                .endObject()
                .bytes();
    }

    private void input(ChatRequest request, String model) {
        out.object().string("model", model).array("input");
        ItemWriter items = new ItemWriter(quirks, changes, out);
        for (Message message : request.messages()) {
            items.write(message);
        }
        out.endArray();
    }

    private void text(ChatRequest request, Optional<JsonText> more) {
        if (request.responseFormat().isEmpty() && more.isEmpty()) {
            return;
        }
        out.object("text");
        request.responseFormat().ifPresent(this::format);
        more.map(JsonValue::of).ifPresent(rest -> rest.members().forEach((name, value) -> out.raw(name, value.text())));
        out.endObject();
    }

    private void format(ResponseFormat format) {
        out.object("format");
        switch (format) {
            case ResponseFormat.PlainText ignored -> out.string("type", "text");
            case ResponseFormat.JsonObject ignored -> out.string("type", "json_object");
            case ResponseFormat.JsonSchema schema -> {
                out.string("type", "json_schema")
                        .string("name", schema.name().orElse("response"))
                        .string("description", schema.description());
                new HeldSchema(quirks, changes).write(schema, out);
            }
            default -> throw Unsupported.because("response_format", "this kind of format");
        }
        out.endObject();
    }

    private void reasoning(ChatRequest request, Optional<JsonText> more) {
        Optional<String> effort = request.reasoning().flatMap(Effort::of);
        Optional<String> summary = request.reasoning().flatMap(RequestWriter::summary);
        if (effort.isEmpty() && summary.isEmpty() && more.isEmpty()) {
            return;
        }
        out.object("reasoning").string("effort", effort).string("summary", summary);
        more.map(JsonValue::of).ifPresent(rest -> rest.members().forEach((name, value) -> out.raw(name, value.text())));
        out.endObject();
    }

    /** Who asks for reasoning in a format where it always shows, wants to see it. */
    private static Optional<String> summary(Reasoning reasoning) {
        boolean wanted = reasoning.budget().isPresent()
                || reasoning
                        .mode()
                        .filter(mode -> mode != Reasoning.Mode.DISABLED)
                        .isPresent();
        return reasoning.summary().or(() -> wanted ? Optional.of("auto") : Optional.empty());
    }

    private void sampling(ChatRequest request) {
        out.bool("parallel_tool_calls", request.parallelToolCalls())
                .integer("max_output_tokens", request.maxOutputTokens())
                .number("temperature", request.temperature())
                .number("top_p", request.topP())
                .integer("top_logprobs", request.logProbabilities());
    }

    private void labels(ChatRequest request) {
        out.string("user", request.user());
        if (!request.metadata().isEmpty()) {
            out.object("metadata");
            request.metadata().forEach(out::string);
            out.endObject();
        }
        out.string("service_tier", request.serviceTier()).string("prompt_cache_key", request.promptCacheKey());
    }

    private void include(ChatRequest request, Optional<JsonText> more) {
        Set<String> wanted = new LinkedHashSet<>();
        wanted.add(ENCRYPTED_REASONING);
        request.logProbabilities().ifPresent(ignored -> wanted.add(LOG_PROBABILITIES));
        more.map(JsonValue::of)
                .ifPresent(list -> list.elements().forEach(each -> each.string().ifPresent(wanted::add)));
        out.strings("include", wanted.stream().toList());
    }
}
