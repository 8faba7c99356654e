package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes the canonical request from the body of {@code POST /responses}. */
final class RequestReader {
    private static final String LOG_PROBABILITIES = "message.output_text.logprobs";
    /** What the gateway includes anyway, where there is any. */
    private static final Set<String> INCLUDED = Set.of("reasoning.encrypted_content", LOG_PROBABILITIES);

    private final Changes changes;
    /** Members of the body, as a whole or in part, that have no canonical form. */
    private final Map<String, JsonText> rest = new LinkedHashMap<>();

    RequestReader(Changes changes) {
        this.changes = changes;
    }

    ChatRequest read(JsonObject body) {
        ToolsReader tools = new ToolsReader(changes);
        body.get("tools").ifPresent(tools::read);
        ItemsReader items = new ItemsReader(tools, changes);
        List<Message> messages = new ArrayList<>();
        body.string("instructions").ifPresent(text -> messages.add(Message.of(Role.SYSTEM, text)));
        body.get("input").ifPresent(input -> messages.addAll(items.read(input)));
        ChatRequest.Builder request = ChatRequest.builder(body.require("model").asString(), messages);
        body.get("tool_choice").ifPresent(choice -> tools.choose(choice, request));
        request.tools(tools.tools());
        sampling(body, request);
        labels(body, request);
        logProbabilities(body, request);
        body.object("text").ifPresent(text -> text(text, request));
        body.object("reasoning").ifPresent(reasoning -> reasoning(reasoning, request));
        envelope(body);
        rest.putAll(body.unread());
        return request.extras(Extras.of(Wire.OPENAI_RESPONSES, rest)).build();
    }

    private static void sampling(JsonObject body, ChatRequest.Builder request) {
        request.stream(body.bool("stream").orElse(false));
        body.get("stream_options"); // between the caller and the gateway
        body.integer("max_output_tokens").ifPresent(request::maxOutputTokens);
        body.number("temperature").ifPresent(request::temperature);
        body.number("top_p").ifPresent(request::topP);
        body.bool("parallel_tool_calls").ifPresent(request::parallelToolCalls);
    }

    private static void labels(JsonObject body, ChatRequest.Builder request) {
        Optional<String> identifier = body.string("safety_identifier");
        body.string("user").or(() -> identifier).ifPresent(request::user);
        body.get("metadata").ifPresent(metadata -> request.metadata(strings(metadata.asObject())));
        body.string("service_tier").ifPresent(request::serviceTier);
        body.string("prompt_cache_key").ifPresent(request::promptCacheKey);
    }

    private static Map<String, String> strings(JsonObject metadata) {
        Map<String, String> labels = new LinkedHashMap<>();
        metadata.names().forEach(name -> metadata.string(name).ifPresent(value -> labels.put(name, value)));
        return labels;
    }

    /** Log-probabilities come when they are included, or when alternatives are asked for. */
    private void logProbabilities(JsonObject body, ChatRequest.Builder request) {
        List<String> include =
                body.list("include").stream().map(JsonField::asString).toList();
        long alternatives = body.integer("top_logprobs").orElse(0);
        if (alternatives > 0 || include.contains(LOG_PROBABILITIES)) {
            request.logProbabilities(alternatives);
        }
        List<String> others =
                include.stream().filter(name -> !INCLUDED.contains(name)).toList();
        if (!others.isEmpty()) {
            JsonWriter list = new JsonWriter().array();
            others.forEach(list::string);
            rest.put("include", list.endArray().text());
        }
    }

    private void text(JsonObject text, ChatRequest.Builder request) {
        text.object("format").ifPresent(format -> {
            switch (format.require("type").asString()) {
                case "text" -> request.responseFormat(new ResponseFormat.PlainText());
                case "json_object" -> request.responseFormat(new ResponseFormat.JsonObject());
                case "json_schema" -> request.responseFormat(schema(format));
                default -> text.leave("format");
            }
        });
        keep("text", text);
    }

    private static ResponseFormat schema(JsonObject format) {
        return new ResponseFormat.JsonSchema(
                format.string("name"),
                format.string("description"),
                format.require("schema").text(),
                Optional.of(format.bool("strict").orElse(false))); // a wish, unless it says more
    }

    private void reasoning(JsonObject reasoning, ChatRequest.Builder request) {
        Optional<String> effort = reasoning.string("effort");
        Optional<String> older = reasoning.string("generate_summary");
        Optional<String> summary = reasoning.string("summary").or(() -> older);
        if (effort.isPresent() || summary.isPresent()) {
            Optional<Reasoning.Mode> mode = effort.filter("none"::equals).map(ignored -> Reasoning.Mode.DISABLED);
            request.reasoning(new Reasoning(mode, effort, OptionalLong.empty(), summary));
        }
        keep("reasoning", reasoning);
    }

    /** Keeps what nobody read of a member that is an object. */
    private void keep(String name, JsonObject object) {
        Map<String, JsonText> unread = object.unread();
        if (!unread.isEmpty()) {
            rest.put(name, new JsonWriter().object().raw(unread).endObject().text());
        }
    }

    /** What is so anyway need not be told: that nothing is stored, truncated, or answered in the background. */
    private static void envelope(JsonObject body) {
        if (body.bool("store").orElse(false)) {
            body.leave("store");
        }
        if (body.string("truncation").filter(value -> !value.equals("disabled")).isPresent()) {
            body.leave("truncation");
        }
        if (body.bool("background").orElse(false)) {
            body.leave("background");
        }
    }
}
