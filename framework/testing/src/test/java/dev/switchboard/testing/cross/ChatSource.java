package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streams of chat completions, as servers of this format differ in them. */
final class ChatSource {
    private final SourceStream out;
    private final Pieces pieces;
    private @Nullable Consumer<JsonWriter> waiting;
    private boolean begun;
    private int tools;

    ChatSource(SourceStream out, Pieces pieces) {
        this.out = out;
        this.pieces = pieces;
    }

    void write(Said said) {
        if (pieces.rarely(2)) {
            delta(json -> json.string("content", ""));
        }
        List<Piece.Call> parallel = new ArrayList<>();
        for (Piece piece : said.pieces()) {
            if (piece instanceof Piece.Call call) {
                parallel.add(call);
            } else {
                calls(parallel);
                say(piece);
            }
        }
        calls(parallel);
        finish(said);
    }

    private void say(Piece piece) {
        switch (piece) {
            case Piece.Text text -> {
                pieces.of(text.text()).forEach(part -> delta(json -> json.string("content", part)));
                text.source()
                        .ifPresent(url -> delta(json -> json.array("annotations")
                                .object()
                                .string("type", "url_citation")
                                .object("url_citation")
                                .string("url", url)
                                .string("title", "T")
                                .endObject()
                                .endObject()
                                .endArray()));
            }
            case Piece.Refusal refusal ->
                pieces.of(refusal.text()).forEach(part -> delta(json -> json.string("refusal", part)));
            case Piece.Thought thought -> think(thought);
            case Piece.Hidden hidden ->
                block(json -> json.string("type", "redacted_thinking")
                        .string("data", hidden.proof().value()));
            case Piece.Call call -> throw new IllegalStateException("calls come together");
        }
    }

    private void think(Piece.Thought thought) {
        String member = pieces.rarely(3) && thought.signature().isEmpty() ? "reasoning" : "reasoning_content";
        pieces.of(thought.text()).forEach(part -> delta(json -> json.string(member, part)));
        thought.signature()
                .map(Signature::value)
                .ifPresent(proof -> block(json -> json.string("type", "thinking")
                        .string("thinking", pieces.rarely(2) ? "" : thought.text())
                        .string("signature", proof)));
    }

    private void block(Consumer<JsonWriter> members) {
        delta(json -> {
            json.array("thinking_blocks").object();
            members.accept(json);
            json.endObject().endArray();
        });
    }

    /** One after the other, or all at once. */
    private void calls(List<Piece.Call> calls) {
        List<List<String>> inputs = calls.stream()
                .map(call -> new ArrayList<>(pieces.of(call.arguments())))
                .map(list -> (List<String>) list)
                .toList();
        boolean together = pieces.rarely(2);
        for (int i = 0; i < calls.size(); i++) {
            Piece.Call call = calls.get(i);
            boolean whole = pieces.rarely(3);
            List<String> input = inputs.get(i);
            call(tools + i, call, whole ? String.join("", input) : "");
            if (whole) {
                input.clear();
            }
            if (!together) {
                rest(tools + i, input);
            }
        }
        for (int i = calls.size() - 1; i >= 0; i--) {
            rest(tools + i, inputs.get(i));
        }
        tools += calls.size();
        calls.clear();
    }

    private void call(int index, Piece.Call call, String arguments) {
        delta(json -> json.array("tool_calls")
                .object()
                .integer("index", index)
                .string("id", call.id())
                .string("type", "function")
                .object("function")
                .string("name", call.name())
                .string("arguments", arguments)
                .endObject()
                .endObject()
                .endArray());
    }

    private void rest(int index, List<String> input) {
        input.forEach(part -> delta(json -> json.array("tool_calls")
                .object()
                .integer("index", index)
                .object("function")
                .string("arguments", part)
                .endObject()
                .endObject()
                .endArray()));
        input.clear();
    }

    private void finish(Said said) {
        String reason = switch (said.stop()) {
            case END -> said.calls() ? "tool_calls" : "stop";
            case LENGTH -> "length";
            case FILTER -> "content_filter";
        };
        boolean early = pieces.rarely(2);
        boolean withContent = pieces.rarely(2);
        if (!withContent) {
            flush("", Optional.empty());
        }
        flush(reason, early ? said.usage() : Optional.empty());
        out.complete();
        if (!early && said.usage().isPresent()) {
            chunk(json -> json.array("choices").endArray(), said.usage());
        }
        if (!pieces.rarely(5)) {
            out.event("", "[DONE]");
        }
    }

    /** The last delta waits: some servers say the reason to finish with it. */
    private void delta(Consumer<JsonWriter> members) {
        flush("", Optional.empty());
        waiting = members;
    }

    private void flush(String reason, Optional<Said.Counts> usage) {
        Consumer<JsonWriter> members = waiting;
        waiting = null;
        if (members == null && reason.isEmpty()) {
            return;
        }
        chunk(
                json -> {
                    json.array("choices").object().integer("index", 0).object("delta");
                    if (members != null) {
                        if (!begun) {
                            json.string("role", "assistant");
                        }
                        begun = true;
                        members.accept(json);
                    }
                    json.endObject()
                            .stringOrNull("finish_reason", Optional.of(reason).filter(word -> !word.isEmpty()))
                            .endObject()
                            .endArray();
                },
                usage);
    }

    private void chunk(Consumer<JsonWriter> members, Optional<Said.Counts> usage) {
        out.event("", json -> {
            json.string("id", "chatcmpl-1")
                    .string("object", "chat.completion.chunk")
                    .integer("created", 1)
                    .string("model", "m");
            members.accept(json);
            usage.ifPresent(counts -> usage(json, counts));
        });
    }

    private static void usage(JsonWriter json, Said.Counts counts) {
        json.object("usage")
                .integer("prompt_tokens", counts.allInput())
                .integer("completion_tokens", counts.allOutput())
                .integer("total_tokens", counts.allInput() + counts.allOutput())
                .object("prompt_tokens_details")
                .integer("cached_tokens", counts.cached())
                .endObject()
                .object("completion_tokens_details")
                .integer("reasoning_tokens", counts.reasoning())
                .endObject()
                .endObject();
    }
}
