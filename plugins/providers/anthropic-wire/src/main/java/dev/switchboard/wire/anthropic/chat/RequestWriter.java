package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.format.Betas;
import dev.switchboard.wire.anthropic.format.Refusals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one request. Members stand in one order always; what only this format knows stands verbatim at the end. */
final class RequestWriter {
    private static final String ANSWER_IN_JSON =
            "Answer with one JSON object and nothing else: no text before or after it, and no code fence.";
    /** Members of which the canonical form knows parts; their other parts come as extras of the same name. */
    private static final List<String> SHARED = List.of("thinking", "output_config", "metadata");

    private final Hosting hosting;
    private final Hosting.Call call;
    private final Target target;
    private final ModelTraits model;
    private final Changes changes = new Changes();
    private final JsonWriter out = new JsonWriter();

    RequestWriter(Hosting hosting, Hosting.Call call, Target target) {
        this.hosting = hosting;
        this.call = call;
        this.target = target;
        this.model = ModelTraits.of(target.model());
    }

    UpstreamRequest write(ChatRequest wanted) {
        ChatRequest request = MessagesTranslator.SUPPORT.apply(wanted, changes);
        Map<String, JsonText> extras = new LinkedHashMap<>(request.extras().in(Wire.ANTHROPIC_MESSAGES));
        Headers headers = headers(extras);
        body(request, extras);
        return new UpstreamRequest(
                        "POST",
                        hosting.url(call, target, request.stream(), Optional.empty()),
                        headers,
                        out.bytes(),
                        hosting.framing())
                .withChanges(changes.list());
    }

    private Headers headers(Map<String, JsonText> extras) {
        Headers.Builder headers = hosting.headers().toBuilder();
        hosting.fallbackHeaders().forEach(headers::setIfAbsent);
        if (!hosting.betasInBody() && extras.containsKey(Betas.MEMBER)) {
            headers.set(Betas.HEADER, Betas.toHeader(extras.remove(Betas.MEMBER)));
        }
        return headers.setIfAbsent("content-type", "application/json").build();
    }

    private void body(ChatRequest request, Map<String, JsonText> extras) {
        Conversation conversation = Conversation.of(request.messages(), model, changes);
        ThinkingPlan plan = ThinkingPlan.of(
                request, conversation, model, hosting.defaultMaxTokens(), effortOnly(request, extras), changes);
        out.object().raw(hosting.head(target));
        if (call == Hosting.Call.MESSAGES) {
            out.integer("max_tokens", plan.maxTokens());
        }
        conversation(conversation, request.responseFormat());
        new ToolWriter(out, model, changes).write(request);
        thinking(plan, extras);
        outputConfig(request, plan, extras);
        if (call == Hosting.Call.MESSAGES) {
            options(request, plan, extras);
        }
        SHARED.forEach(extras::remove);
        out.raw(extras).endObject();
    }

    private static boolean effortOnly(ChatRequest request, Map<String, JsonText> extras) {
        return request.reasoning().filter(wish -> wish.mode().isEmpty()).isPresent()
                && members(extras, "output_config").containsKey("effort");
    }

    private void conversation(Conversation conversation, Optional<ResponseFormat> format) {
        BlockWriter blocks = new BlockWriter(out, changes);
        boolean asksForJson =
                format.filter(ResponseFormat.JsonObject.class::isInstance).isPresent();
        if (!conversation.system().isEmpty() || asksForJson) {
            out.array("system");
            blocks.write(conversation.system());
            if (asksForJson) {
                changes.changed("response_format", "there is no JSON mode here; the system text asks for JSON instead");
                out.object()
                        .string("type", "text")
                        .string("text", ANSWER_IN_JSON)
                        .endObject();
            }
            out.endArray();
        }
        out.array("messages");
        for (Turn turn : conversation.turns()) {
            out.object().string("role", turn.role()).array("content");
            blocks.write(turn.pieces());
            out.endArray().endObject();
        }
        out.endArray();
    }

    /** What the canonical form does not know of it, which may be all, goes on as it was written. */
    private void thinking(ThinkingPlan plan, Map<String, JsonText> extras) {
        Map<String, JsonText> rest = members(extras, "thinking");
        if (plan.type().isPresent() || rest.containsKey("type")) {
            out.object("thinking")
                    .string("type", plan.type())
                    .integer("budget_tokens", plan.budget())
                    .string("display", plan.on() ? plan.display() : Optional.empty())
                    .raw(rest)
                    .endObject();
        }
    }

    private void outputConfig(ChatRequest request, ThinkingPlan plan, Map<String, JsonText> extras) {
        Optional<ResponseFormat.JsonSchema> schema = request.responseFormat()
                .filter(ResponseFormat.JsonSchema.class::isInstance)
                .map(ResponseFormat.JsonSchema.class::cast);
        if (schema.isPresent() && !model.takesSchema()) {
            throw Refusals.unsupported(
                    "response_format", "the chosen model cannot be held to a schema; choose a newer one.");
        }
        Map<String, JsonText> rest = members(extras, "output_config");
        rest.remove("effort");
        if (schema.isEmpty() && plan.effort().isEmpty() && rest.isEmpty()) {
            return;
        }
        out.object("output_config").string("effort", plan.effort());
        schema.ifPresent(each -> out.object("format")
                .string("type", "json_schema")
                .raw("schema", Schemas.answer(each.schema(), changes))
                .endObject());
        out.raw(rest).endObject();
    }

    private void options(ChatRequest request, ThinkingPlan plan, Map<String, JsonText> extras) {
        new Sampling(changes).write(out, request, model, plan.on());
        List<String> stops =
                request.stop().stream().filter(stop -> !stop.isBlank()).toList();
        if (stops.size() < request.stop().size()) {
            changes.dropped("stop", "a sequence of white space alone cannot end a reply here");
        }
        if (!stops.isEmpty()) {
            out.strings("stop_sequences", stops);
        }
        Map<String, JsonText> metadata = members(extras, "metadata");
        if (request.user().isPresent() || !metadata.isEmpty()) {
            out.object("metadata")
                    .string("user_id", request.user())
                    .raw(metadata)
                    .endObject();
        }
        request.serviceTier().ifPresent(this::serviceTier);
        if (request.stream() && hosting.streamInBody()) {
            out.bool("stream", true);
        }
    }

    private void serviceTier(String tier) {
        switch (tier) {
            case "auto", "standard_only" -> out.string("service_tier", tier);
            case "default" -> out.string("service_tier", "standard_only");
            default -> changes.dropped("service_tier", "the chosen provider has no such tier");
        }
    }

    private static Map<String, JsonText> members(Map<String, JsonText> extras, String name) {
        Map<String, JsonText> members = new LinkedHashMap<>();
        Optional.ofNullable(extras.get(name))
                .map(JsonValue::of)
                .ifPresent(object -> object.members().forEach((member, value) -> members.put(member, value.text())));
        return members;
    }
}
