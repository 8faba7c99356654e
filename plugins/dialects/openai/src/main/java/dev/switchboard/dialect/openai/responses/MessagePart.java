package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A text or a refusal in a message. */
final class MessagePart {
    private final MessageItem item;
    private final int index;
    private final boolean refusal;
    private final StringBuilder text = new StringBuilder();
    private final List<JsonText> annotations = new ArrayList<>();
    private final List<TokenProbability> probabilities = new ArrayList<>();
    private boolean stopped;

    MessagePart(MessageItem item, int index, Block block) {
        this.item = item;
        this.index = index;
        refusal = block instanceof Block.Refusal;
        say("response.content_part.added", json -> json.raw("part", json()));
        if (block instanceof Block.Text whole) {
            grow(whole.text(), List.of());
            whole.citations().forEach(this::cite);
        } else if (block instanceof Block.Refusal whole) {
            grow(whole.text(), List.of());
        }
    }

    boolean refuses() {
        return refusal;
    }

    boolean stopped() {
        return stopped;
    }

    /** @param tokens how likely those tokens were */
    void grow(String more, List<TokenProbability> tokens) {
        probabilities.addAll(tokens);
        if (more.isEmpty() && tokens.isEmpty()) {
            return;
        }
        text.append(more);
        if (refusal) {
            say("response.refusal.delta", json -> json.string("delta", more));
        } else {
            say("response.output_text.delta", json -> {
                json.string("delta", more);
                write(json, "logprobs", tokens);
            });
        }
    }

    /** A source without an address has no place in this format. @return whether it had one */
    boolean cite(Citation citation) {
        JsonText annotation = annotation(citation);
        if (refusal || annotation.isNull()) {
            return false;
        }
        int position = annotations.size();
        annotations.add(annotation);
        say(
                "response.output_text.annotation.added",
                json -> json.integer("annotation_index", position).raw("annotation", annotation));
        return true;
    }

    private JsonText annotation(Citation citation) {
        if (citation.original().filter(each -> each.family().equals(Own.FORMAT)).isPresent()) {
            return citation.original().get().json();
        }
        if (citation.url().isEmpty()) {
            return JsonText.NULL;
        }
        return new JsonWriter()
                .object()
                .string("type", "url_citation")
                .string("url", citation.url().get())
                .string("title", citation.title().orElse(""))
                .integer("start_index", citation.start().orElse(0))
                .integer("end_index", citation.end().orElse(text.length()))
                .endObject()
                .text();
    }

    void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (refusal) {
            say("response.refusal.done", json -> json.string("refusal", text.toString()));
        } else {
            say("response.output_text.done", json -> {
                json.string("text", text.toString());
                write(json, "logprobs", probabilities);
            });
        }
        say("response.content_part.done", json -> json.raw("part", json()));
    }

    JsonText json() {
        JsonWriter json = new JsonWriter().object();
        if (refusal) {
            return json.string("type", "refusal")
                    .string("refusal", text.toString())
                    .endObject()
                    .text();
        }
        json.string("type", "output_text").string("text", text.toString()).array("annotations");
        annotations.forEach(json::raw);
        json.endArray();
        write(json, "logprobs", probabilities);
        return json.endObject().text();
    }

    private void say(String type, Consumer<JsonWriter> members) {
        item.say(type, json -> {
            json.integer("content_index", index);
            members.accept(json);
        });
    }

    private static void write(JsonWriter json, String name, List<TokenProbability> tokens) {
        json.array(name);
        for (TokenProbability token : tokens) {
            json.object().string("token", token.token()).number("logprob", token.logProbability());
            json.array("bytes");
            Bytes bytes = token.bytes().orElseGet(() -> Bytes.utf8(token.token()));
            for (int i = 0; i < bytes.length(); i++) {
                json.raw(JsonText.number(bytes.at(i) & 0xff));
            }
            json.endArray();
            write(json, "top_logprobs", token.alternatives());
            json.endObject();
        }
        json.endArray();
    }
}
