package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Streams of Google's generated content. */
final class GeminiSource {
    private final SourceStream out;
    private final Pieces pieces;
    private final List<JsonText> waiting = new ArrayList<>();
    private final boolean usageEverywhere;

    GeminiSource(SourceStream out, Pieces pieces) {
        this.out = out;
        this.pieces = pieces;
        usageEverywhere = pieces.rarely(2);
    }

    void write(Said said) {
        for (Piece piece : said.pieces()) {
            parts(piece);
            if (pieces.rarely(2)) {
                flush(said, false);
            }
        }
        flush(said, true);
        out.complete();
    }

    private void parts(Piece piece) {
        switch (piece) {
            case Piece.Text text -> pieces.of(text.text()).forEach(part -> part(json -> json.string("text", part)));
            case Piece.Thought thought -> think(thought);
            case Piece.Call call ->
                part(json -> {
                    json.object("functionCall").string("id", call.id()).string("name", call.name());
                    if (!call.arguments().isEmpty()) {
                        json.raw("args", new JsonText(call.arguments()));
                    }
                    json.endObject().string("thoughtSignature", call.signature().map(Signature::value));
                });
            case Piece.Refusal _, Piece.Hidden _ -> throw new IllegalStateException("this format has none");
        }
    }

    private void think(Piece.Thought thought) {
        List<String> texts = thought.text().isEmpty() ? List.of("") : pieces.of(thought.text());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Optional<String> proof =
                    i + 1 == texts.size() ? thought.signature().map(Signature::value) : Optional.empty();
            part(json -> json.string("text", text).bool("thought", true).string("thoughtSignature", proof));
        }
    }

    private void part(Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object();
        members.accept(json);
        waiting.add(json.endObject().text());
    }

    private void flush(Said said, boolean last) {
        if (waiting.isEmpty() && !last) {
            return;
        }
        out.event("", json -> {
            json.array("candidates").object();
            if (!waiting.isEmpty()) {
                json.object("content").array("parts");
                waiting.forEach(json::raw);
                json.endArray().string("role", "model").endObject();
            }
            if (last) {
                json.string("finishReason", reason(said));
                sources(json, said);
            }
            json.integer("index", 0).endObject().endArray();
            if (last || usageEverywhere) {
                said.usage().ifPresent(counts -> usage(json, counts, last));
            }
            json.string("modelVersion", "m").string("responseId", "r1");
        });
        waiting.clear();
    }

    private static String reason(Said said) {
        return switch (said.stop()) {
            case END -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case FILTER -> "SAFETY";
        };
    }

    private static void sources(JsonWriter json, Said said) {
        List<String> urls = said.sources();
        if (urls.isEmpty()) {
            return;
        }
        json.object("groundingMetadata").array("groundingChunks");
        urls.forEach(url -> json.object()
                .object("web")
                .string("uri", url)
                .string("title", "T")
                .endObject()
                .endObject());
        json.endArray().endObject();
    }

    private static void usage(JsonWriter json, Said.Counts counts, boolean last) {
        long output = last ? counts.output() : 1;
        json.object("usageMetadata")
                .integer("promptTokenCount", counts.allInput())
                .integer("cachedContentTokenCount", counts.cached())
                .integer("candidatesTokenCount", output)
                .integer("thoughtsTokenCount", counts.reasoning())
                .integer("totalTokenCount", counts.allInput() + output + counts.reasoning())
                .endObject();
    }
}
