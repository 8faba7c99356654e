package dev.switchboard.testing.cross;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.List;
import java.util.function.Consumer;

/** Streams of Anthropic's messages. */
final class MessagesSource {
    private final SourceStream out;
    private final Pieces pieces;
    private int index;

    MessagesSource(SourceStream out, Pieces pieces) {
        this.out = out;
        this.pieces = pieces;
    }

    void write(Said said) {
        out.event("message_start", json -> {
            json.object("message")
                    .string("id", "msg_1")
                    .string("type", "message")
                    .string("role", "assistant")
                    .string("model", "m")
                    .array("content")
                    .endArray()
                    .nil("stop_reason")
                    .nil("stop_sequence");
            said.usage().ifPresent(counts -> usage(json, counts, 1));
            json.endObject();
        });
        said.pieces().forEach(this::say);
        end(said);
    }

    private void say(Piece piece) {
        switch (piece) {
            case Piece.Text text -> {
                start("text", json -> json.string("text", ""));
                text.source()
                        .ifPresent(url -> delta(
                                "citations_delta",
                                json -> json.object("citation")
                                        .string("type", "web_search_result_location")
                                        .string("url", url)
                                        .string("title", "T")
                                        .string("cited_text", "c")
                                        .string("encrypted_index", "e")
                                        .endObject()));
                grow("text_delta", "text", pieces.of(text.text()));
            }
            case Piece.Thought thought -> think(thought);
            case Piece.Hidden hidden ->
                start(
                        "redacted_thinking",
                        json -> json.string("data", hidden.proof().value()));
            case Piece.Call call -> {
                start(
                        "tool_use",
                        json -> json.string("id", call.id())
                                .string("name", call.name())
                                .object("input")
                                .endObject());
                grow(
                        "input_json_delta",
                        "partial_json",
                        pieces.rarely(3) && !call.arguments().isEmpty()
                                ? List.of("", call.arguments())
                                : pieces.of(call.arguments()));
            }
            case Piece.Refusal refusal -> throw new IllegalStateException("this format has no refusals");
        }
        out.event("content_block_stop", json -> json.integer("index", index));
        index++;
    }

    private void think(Piece.Thought thought) {
        start("thinking", json -> json.string("thinking", "").string("signature", ""));
        grow("thinking_delta", "thinking", pieces.of(thought.text()));
        thought.signature().ifPresent(proof -> grow("signature_delta", "signature", List.of(proof.value())));
    }

    private void start(String type, Consumer<JsonWriter> members) {
        out.event("content_block_start", json -> {
            json.integer("index", index).object("content_block").string("type", type);
            members.accept(json);
            json.endObject();
        });
    }

    private void grow(String type, String member, List<String> parts) {
        parts.forEach(part -> delta(type, json -> json.string(member, part)));
    }

    private void delta(String type, Consumer<JsonWriter> members) {
        out.event("content_block_delta", json -> {
            json.integer("index", index).object("delta").string("type", type);
            members.accept(json);
            json.endObject();
        });
    }

    private void end(Said said) {
        String reason = switch (said.stop()) {
            case END -> said.calls() ? "tool_use" : "end_turn";
            case LENGTH -> "max_tokens";
            case FILTER -> "refusal";
        };
        out.event("message_delta", json -> {
            json.object("delta")
                    .string("stop_reason", reason)
                    .nil("stop_sequence")
                    .endObject();
            said.usage().ifPresent(counts -> usage(json, counts, counts.output()));
        });
        out.event("message_stop", json -> {});
        out.complete();
    }

    private static void usage(JsonWriter json, Said.Counts counts, long output) {
        json.object("usage")
                .integer("input_tokens", counts.input())
                .integer("cache_read_input_tokens", counts.cached())
                .integer("output_tokens", output)
                .endObject();
    }
}
