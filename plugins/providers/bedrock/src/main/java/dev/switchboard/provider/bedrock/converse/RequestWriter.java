package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.provider.bedrock.ServiceTiers;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the body of one request. Members stand in one order always. */
final class RequestWriter {
    private static final String ANSWER_IN_JSON =
            "Answer with one JSON object and nothing else: no text before or after it, and no code fence.";
    static final SchemaRules SCHEMAS = SchemaRules.beside(RequestWriter.class);
    private static final int MOST_LABELS = 16;
    private static final String LABEL = "[a-zA-Z0-9\\s:_@$#=/+,.-]";

    private final ModelTraits model;
    private final Optional<JsonText> guardrail;
    private final Changes changes;
    private final JsonWriter out = new JsonWriter();
    private final Names names = new Names();

    RequestWriter(ModelTraits model, Optional<JsonText> guardrail, Changes changes) {
        this.model = model;
        this.guardrail = guardrail;
        this.changes = changes;
    }

    JsonWriter write(ChatRequest wanted) {
        Passthrough passed = Passthrough.of(wanted);
        Map<String, JsonText> own = new LinkedHashMap<>(passed.members());
        guardrail.ifPresent(set -> own.put(Passthrough.GUARDRAIL, set));
        ChatRequest request = model.support(ConverseTranslator.SUPPORT).apply(passed.rest(), changes);
        Conversation conversation = Conversation.of(request.messages(), model, changes);
        out.object();
        conversation(conversation, request.responseFormat());
        inference(request);
        new ToolWriter(out, model, changes).write(request, conversation);
        output(request);
        Map<String, JsonText> fields =
                ModelFields.of(request, model, Optional.ofNullable(own.remove(Passthrough.MODEL_FIELDS)), changes);
        if (!fields.isEmpty()) {
            out.object(Passthrough.MODEL_FIELDS).raw(fields).endObject();
        }
        if (!own.containsKey(Passthrough.METADATA)) {
            labels(request.metadata());
        }
        ServiceTiers.of(request.serviceTier(), changes)
                .ifPresent(
                        tier -> out.object("serviceTier").string("type", tier).endObject());
        return out.raw(own).endObject();
    }

    private void conversation(Conversation conversation, Optional<ResponseFormat> format) {
        BlockWriter blocks = new BlockWriter(out, names, changes);
        boolean json =
                format.filter(ResponseFormat.JsonObject.class::isInstance).isPresent();
        boolean systemAlone =
                conversation.turns().isEmpty() && !conversation.system().isEmpty();
        if (systemAlone) {
            changes.changed("messages", "system text alone is no conversation here; it is sent as the user's");
        }
        out.array("messages");
        if (systemAlone) {
            turn(blocks, new Turn(Turn.USER, conversation.system()));
        }
        conversation.turns().forEach(turn -> turn(blocks, turn));
        out.endArray();
        if (json || !systemAlone && !conversation.system().isEmpty()) {
            out.array("system");
            blocks.write(systemAlone ? List.of() : conversation.system());
            if (json) {
                changes.changed("response_format", "there is no JSON mode here; the system text asks for JSON instead");
                out.object().string("text", ANSWER_IN_JSON).endObject();
            }
            out.endArray();
        }
    }

    private void turn(BlockWriter blocks, Turn turn) {
        out.object().string("role", turn.role()).array("content");
        blocks.write(turn.parts());
        out.endArray().endObject();
    }

    private void inference(ChatRequest request) {
        JsonWriter config = new JsonWriter()
                .object()
                .integer("maxTokens", request.maxOutputTokens())
                .number("temperature", request.temperature())
                .number("topP", request.topP());
        if (!request.stop().isEmpty()) {
            config.strings("stopSequences", request.stop());
        }
        String written = config.endObject().text().text();
        if (!written.equals("{}")) {
            out.raw("inferenceConfig", new JsonText(written));
        }
    }

    private void output(ChatRequest request) {
        request.responseFormat()
                .filter(ResponseFormat.JsonSchema.class::isInstance)
                .map(ResponseFormat.JsonSchema.class::cast)
                .ifPresent(schema -> out.object("outputConfig")
                        .object("textFormat")
                        .string("type", "json_schema")
                        .object("structure")
                        .object("jsonSchema")
                        .string(
                                "schema",
                                SCHEMAS.adapt(schema.schema(), SchemaRules.ANSWER, changes)
                                        .text())
                        .string("name", schema.name())
                        .string("description", schema.description())
                        .endObject()
                        .endObject()
                        .endObject()
                        .endObject());
    }

    /** Labels are searched for in the logs of the account; few characters are allowed in them. */
    private void labels(Map<String, String> metadata) {
        Map<String, String> labels = new LinkedHashMap<>();
        metadata.forEach((name, value) -> {
            if (labels.size() < MOST_LABELS && name.matches(LABEL + "{1,256}") && value.matches(LABEL + "{0,256}")) {
                labels.put(name, value);
            } else {
                changes.dropped("metadata." + name, "the chosen provider allows 16 labels of plain characters");
            }
        });
        if (!labels.isEmpty()) {
            out.object(Passthrough.METADATA);
            labels.forEach(out::string);
            out.endObject();
        }
    }
}
