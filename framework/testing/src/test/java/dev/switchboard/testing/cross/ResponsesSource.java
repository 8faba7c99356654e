package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Streams of OpenAI's responses. */
final class ResponsesSource {
    private final SourceStream out;
    private final Pieces pieces;
    private final List<JsonText> items = new ArrayList<>();
    private int sequence;

    ResponsesSource(SourceStream out, Pieces pieces) {
        this.out = out;
        this.pieces = pieces;
    }

    void write(Said said) {
        say("response.created", json -> json.raw("response", response("in_progress", said, Optional.empty())));
        List<Piece.Call> parallel = new ArrayList<>();
        for (Piece piece : said.pieces()) {
            if (piece instanceof Piece.Call call) {
                parallel.add(call);
            } else {
                calls(parallel);
                item(piece);
            }
        }
        calls(parallel);
        boolean whole = said.stop() == Said.Stop.END;
        String status = whole ? "completed" : "incomplete";
        say("response." + status, json -> json.raw("response", response(status, said, said.usage())));
        out.complete();
    }

    private void item(Piece piece) {
        int index = items.size();
        JsonText done = switch (piece) {
            case Piece.Text text -> message(index, text.text(), "output_text", "text", text.source());
            case Piece.Refusal refusal -> message(index, refusal.text(), "refusal", "refusal", Optional.empty());
            case Piece.Thought thought -> reasoning(index, thought);
            case Piece.Hidden hidden -> reasoning(index, new Piece.Thought("", Optional.of(hidden.proof())));
            case Piece.Call call -> throw new IllegalStateException("calls come together");
        };
        items.add(done);
        done(index, done);
    }

    private void done(int index, JsonText item) {
        say(
                "response.output_item.done",
                json -> json.integer("output_index", index).raw("item", item));
    }

    private JsonText message(int index, String text, String type, String member, Optional<String> source) {
        added(index, message(index, "in_progress", _ -> {}));
        Consumer<JsonWriter> at = at(index, "content_index");
        Consumer<JsonWriter> empty = json -> part(json, type, member, "", Optional.empty());
        Consumer<JsonWriter> full = json -> part(json, type, member, text, source);
        say("response.content_part.added", at.andThen(json -> {
            json.object("part");
            empty.accept(json);
            json.endObject();
        }));
        pieces.of(text)
                .forEach(piece -> say("response." + type + ".delta", at.andThen(json -> json.string("delta", piece))));
        source.filter(_ -> pieces.rarely(2))
                .ifPresent(url -> say("response.output_text.annotation.added", at.andThen(json -> {
                    json.integer("annotation_index", 0).object("annotation");
                    annotation(json, url);
                    json.endObject();
                })));
        say("response." + type + ".done", at.andThen(json -> json.string(member, text)));
        say("response.content_part.done", at.andThen(json -> {
            json.object("part");
            full.accept(json);
            json.endObject();
        }));
        return message(index, "completed", json -> {
            json.object();
            full.accept(json);
            json.endObject();
        });
    }

    private static JsonText message(int index, String status, Consumer<JsonWriter> content) {
        JsonWriter json = new JsonWriter().object();
        json.string("id", "item_" + index).string("type", "message").string("status", status);
        json.string("role", "assistant").array("content");
        content.accept(json);
        return json.endArray().endObject().text();
    }

    private static void part(JsonWriter json, String type, String member, String text, Optional<String> source) {
        json.string("type", type).string(member, text);
        if (type.equals("output_text")) {
            json.array("annotations");
            source.ifPresent(url -> {
                json.object();
                annotation(json, url);
                json.endObject();
            });
            json.endArray();
        }
    }

    private static void annotation(JsonWriter json, String url) {
        json.string("type", "url_citation").string("url", url).string("title", "T");
        json.integer("start_index", 0).integer("end_index", 1);
    }

    private JsonText reasoning(int index, Piece.Thought thought) {
        added(index, reasoning(index, "", Optional.empty()));
        Consumer<JsonWriter> at = at(index, "summary_index");
        if (!thought.text().isEmpty()) {
            say("response.reasoning_summary_part.added", at.andThen(json -> summary(json, "part", "")));
            pieces.of(thought.text())
                    .forEach(piece -> say(
                            "response.reasoning_summary_text.delta", at.andThen(json -> json.string("delta", piece))));
            say("response.reasoning_summary_text.done", at.andThen(json -> json.string("text", thought.text())));
            say("response.reasoning_summary_part.done", at.andThen(json -> summary(json, "part", thought.text())));
        }
        return reasoning(index, thought.text(), thought.signature().map(Signature::value));
    }

    private static JsonText reasoning(int index, String text, Optional<String> proof) {
        JsonWriter json =
                new JsonWriter().object().string("id", "item_" + index).string("type", "reasoning");
        json.array("summary");
        if (!text.isEmpty()) {
            json.object().string("type", "summary_text").string("text", text).endObject();
        }
        return json.endArray().string("encrypted_content", proof).endObject().text();
    }

    private static void summary(JsonWriter json, String member, String text) {
        json.object(member).string("type", "summary_text").string("text", text).endObject();
    }

    /** One after the other, or all at once. */
    private void calls(List<Piece.Call> calls) {
        boolean together = pieces.rarely(2);
        int first = items.size();
        for (int i = 0; i < calls.size(); i++) {
            added(first + i, call(first + i, calls.get(i), ""));
            items.add(call(first + i, calls.get(i), calls.get(i).arguments()));
            if (!together) {
                input(first + i, calls.get(i));
                done(first + i, items.getLast());
            }
        }
        for (int i = calls.size() - 1; together && i >= 0; i--) {
            input(first + i, calls.get(i));
        }
        for (int i = 0; together && i < calls.size(); i++) {
            done(first + i, items.get(first + i));
        }
        calls.clear();
    }

    /** Arguments come in deltas, or only when they are done, or only with the whole item. */
    private void input(int index, Piece.Call call) {
        Consumer<JsonWriter> at =
                json -> json.string("item_id", "item_" + index).integer("output_index", index);
        int way = pieces.choose(3);
        if (way == 0) {
            pieces.of(call.arguments())
                    .forEach(piece -> say(
                            "response.function_call_arguments.delta", at.andThen(json -> json.string("delta", piece))));
        }
        if (way <= 1) {
            say(
                    "response.function_call_arguments.done",
                    at.andThen(json -> json.string("arguments", call.arguments())));
        }
    }

    private static JsonText call(int index, Piece.Call call, String arguments) {
        return new JsonWriter()
                .object()
                .string("id", "item_" + index)
                .string("type", "function_call")
                .string("status", "completed")
                .string("call_id", call.id())
                .string("name", call.name())
                .string("arguments", arguments)
                .endObject()
                .text();
    }

    private static Consumer<JsonWriter> at(int index, String counter) {
        return json -> json.string("item_id", "item_" + index)
                .integer("output_index", index)
                .integer(counter, 0);
    }

    private void added(int index, JsonText item) {
        say(
                "response.output_item.added",
                json -> json.integer("output_index", index).raw("item", item));
    }

    private JsonText response(String status, Said said, Optional<Said.Counts> usage) {
        boolean over = !status.equals("in_progress");
        JsonWriter json = new JsonWriter().object();
        json.string("id", "resp_1").string("object", "response").integer("created_at", 1);
        json.string("status", status).string("model", "m").array("output");
        items.forEach(json::raw);
        json.endArray();
        if (over && said.stop() != Said.Stop.END) {
            json.object("incomplete_details")
                    .string("reason", said.stop() == Said.Stop.LENGTH ? "max_output_tokens" : "content_filter")
                    .endObject();
        }
        usage.ifPresentOrElse(counts -> usage(json, counts), () -> json.nil("usage"));
        return json.endObject().text();
    }

    private static void usage(JsonWriter json, Said.Counts counts) {
        json.object("usage")
                .integer("input_tokens", counts.allInput())
                .object("input_tokens_details")
                .integer("cached_tokens", counts.cached())
                .endObject()
                .integer("output_tokens", counts.allOutput())
                .object("output_tokens_details")
                .integer("reasoning_tokens", counts.reasoning())
                .endObject()
                .integer("total_tokens", counts.allInput() + counts.allOutput())
                .endObject();
    }

    private void say(String type, Consumer<JsonWriter> members) {
        int number = sequence++;
        out.event(type, json -> members.accept(json.integer("sequence_number", number)));
    }
}
