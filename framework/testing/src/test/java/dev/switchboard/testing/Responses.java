package dev.switchboard.testing;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.util.function.Consumer;

/** Bodies of calls of OpenAI's responses, whole and in pieces. */
final class Responses {
    static final String PATH = "/v1/responses";

    /** The items of a reply that reasons, calls a tool, and says something. */
    static final String REASONING = """
            {"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Let me look"}],\
            "encrypted_content":"sealed"}""";

    static final String CALL = """
            {"id":"fc_1","type":"function_call","status":"completed","arguments":"{\\"city\\":\\"Rome\\"}",\
            "call_id":"call_1","name":"weather"}""";

    private final ReplyBuilder reply = Reply.sse();
    private final StringBuilder written = new StringBuilder();
    private int sequence;

    private Responses() {}

    static String request(String model) {
        return "{\"model\":\"" + model + "\",\"input\":\"hi\"}";
    }

    static String streamed(String model) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"input\":\"hi\"}";
    }

    static String message(String text) {
        return new JsonWriter()
                .object()
                .string("id", "msg_1")
                .string("type", "message")
                .string("status", "completed")
                .string("role", "assistant")
                .array("content")
                .raw(part(text))
                .endArray()
                .endObject()
                .text()
                .text();
    }

    private static JsonText part(String text) {
        return new JsonWriter()
                .object()
                .string("type", "output_text")
                .string("text", text)
                .array("annotations")
                .endArray()
                .array("logprobs")
                .endArray()
                .endObject()
                .text();
    }

    /** The response object. @param items of its output, in JSON */
    static String response(String status, String... items) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"" + status
                + "\",\"error\":null,\"incomplete_details\":null,\"instructions\":null,\"metadata\":{},\"model\":\"m\","
                + "\"output\":[" + String.join(",", items) + "],\"parallel_tool_calls\":true,\"temperature\":1.0,"
                + "\"tool_choice\":\"auto\",\"tools\":[],\"top_p\":1.0,\"usage\":{\"input_tokens\":9,"
                + "\"input_tokens_details\":{\"cached_tokens\":4,\"cache_write_tokens\":0},\"output_tokens\":3,"
                + "\"output_tokens_details\":{\"reasoning_tokens\":1},\"total_tokens\":12}}";
    }

    /** A whole reply. */
    static Reply whole(String... items) {
        return Reply.json(response("completed", items));
    }

    /** A streamed reply. */
    static Reply stream(String... items) {
        return whole(begin(items), items).reply.build();
    }

    /** The body of a streamed reply. */
    static String streamBody(String... items) {
        return whole(begin(items), items).written.toString();
    }

    private static Responses whole(Responses begun, String... items) {
        return begun.say("response.completed", json -> json.raw("response", text(response("completed", items))));
    }

    /** A streamed reply that fails after its items. */
    static Reply failing(String error, String... items) {
        String failed = response("failed").replace("\"error\":null", "\"error\":" + error);
        return begin(items)
                .say("response.failed", json -> json.raw("response", text(failed)))
                .reply
                .build();
    }

    /** A streamed reply that ends after its items as if it were complete. */
    static Reply cut(String... items) {
        return begin(items).reply.build();
    }

    private static Responses begin(String... items) {
        Responses stream = new Responses();
        JsonText beginning = text(response("in_progress"));
        stream.say("response.created", json -> json.raw("response", beginning));
        stream.say("response.in_progress", json -> json.raw("response", beginning));
        for (int i = 0; i < items.length; i++) {
            stream.item(i, JsonValue.of(text(items[i])));
        }
        return stream;
    }

    private static JsonText text(String json) {
        return new JsonText(json);
    }

    private void item(int index, JsonValue item) {
        String id = item.string("id").orElseThrow();
        String type = item.string("type").orElseThrow();
        Consumer<JsonWriter> place = json -> json.string("item_id", id).integer("output_index", index);
        say(
                "response.output_item.added",
                json -> json.integer("output_index", index).raw("item", beginning(id, type, item)));
        switch (type) {
            case "message" -> message(place, item.get("content").elements().getFirst());
            case "reasoning" -> reasoning(place, item.get("summary").elements().getFirst());
            default -> item.string("arguments").ifPresent(each -> arguments(place, each));
        }
        say(
                "response.output_item.done",
                json -> json.integer("output_index", index).raw("item", item.text()));
    }

    private static JsonText beginning(String id, String type, JsonValue item) {
        boolean ofProvider = type.endsWith("_call") && item.string("arguments").isEmpty();
        if (ofProvider) {
            return item.text();
        }
        JsonWriter json = new JsonWriter().object().string("id", id).string("type", type);
        switch (type) {
            case "message" ->
                json.string("role", "assistant")
                        .string("status", "in_progress")
                        .array("content")
                        .endArray();
            case "reasoning" -> json.array("summary").endArray();
            default ->
                json.string("status", "in_progress")
                        .string("arguments", "")
                        .raw("call_id", item.get("call_id").text())
                        .raw("name", item.get("name").text());
        }
        return json.endObject().text();
    }

    private void message(Consumer<JsonWriter> place, JsonValue part) {
        String text = part.string("text").orElseThrow();
        Consumer<JsonWriter> at = place.andThen(json -> json.integer("content_index", 0));
        say("response.content_part.added", at.andThen(json -> json.raw("part", part(""))));
        inPieces(
                text,
                piece -> say(
                        "response.output_text.delta",
                        at.andThen(json ->
                                json.string("delta", piece).array("logprobs").endArray())));
        say(
                "response.output_text.done",
                at.andThen(json -> json.string("text", text).array("logprobs").endArray()));
        say("response.content_part.done", at.andThen(json -> json.raw("part", part.text())));
    }

    private void reasoning(Consumer<JsonWriter> place, JsonValue part) {
        String text = part.string("text").orElseThrow();
        Consumer<JsonWriter> at = place.andThen(json -> json.integer("summary_index", 0));
        JsonText empty = text("{\"type\":\"summary_text\",\"text\":\"\"}");
        say("response.reasoning_summary_part.added", at.andThen(json -> json.raw("part", empty)));
        inPieces(
                text,
                piece -> say("response.reasoning_summary_text.delta", at.andThen(json -> json.string("delta", piece))));
        say("response.reasoning_summary_text.done", at.andThen(json -> json.string("text", text)));
        say("response.reasoning_summary_part.done", at.andThen(json -> json.raw("part", part.text())));
    }

    private void arguments(Consumer<JsonWriter> place, String arguments) {
        inPieces(
                arguments,
                piece -> say(
                        "response.function_call_arguments.delta", place.andThen(json -> json.string("delta", piece))));
        say("response.function_call_arguments.done", place.andThen(json -> json.string("arguments", arguments)));
    }

    private static void inPieces(String text, Consumer<String> piece) {
        int half = text.length() / 2;
        piece.accept(text.substring(0, half));
        piece.accept(text.substring(half));
    }

    private Responses say(String type, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object().string("type", type).integer("sequence_number", sequence++);
        members.accept(json);
        String data = json.endObject().text().text();
        reply.event(type, data);
        written.append("event: ").append(type).append("\ndata: ").append(data).append("\n\n");
        return this;
    }
}
