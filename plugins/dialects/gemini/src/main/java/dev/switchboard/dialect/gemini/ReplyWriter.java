package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a whole reply, and what events of a streamed one have in common with it. */
final class ReplyWriter {
    private static final Set<String> OWN = Set.of("candidates", "usageMetadata", "modelVersion", "responseId", "error");

    private ReplyWriter() {}

    static Bytes write(ChatResponse response, Changes changes) {
        changes.foreign(response.extras(), Wire.GEMINI_GENERATE);
        JsonWriter out = new JsonWriter().object().array("candidates");
        response.choices().forEach(choice -> candidate(out, choice, changes));
        out.endArray();
        if (!response.usage().isNone()) {
            UsageWriter.write(out, response.usage());
        }
        envelope(out, response.model(), response.id());
        response.extras().in(Wire.GEMINI_GENERATE).forEach((name, value) -> {
            if (!OWN.contains(name)) {
                out.raw(name, value);
            }
        });
        return out.endObject().bytes();
    }

    /** The members after the candidates. */
    static void envelope(JsonWriter out, String model, String id) {
        if (!model.isEmpty()) {
            out.string("modelVersion", model);
        }
        if (!id.isEmpty()) {
            out.string("responseId", id);
        }
    }

    private static void candidate(JsonWriter out, ChatResponse.Choice choice, Changes changes) {
        List<Block> blocks = choice.content().stream()
                .filter(block -> PartsWriter.isKnown(block, changes))
                .toList();
        changes.foreign(choice.extras(), Wire.GEMINI_GENERATE);
        out.object().object("content").array("parts");
        blocks.forEach(block -> PartsWriter.write(out, block));
        out.endArray().string("role", "model").endObject();
        Map<String, JsonText> extras = new LinkedHashMap<>(choice.extras().in(Wire.GEMINI_GENERATE));
        JsonText reason = extras.remove("finishReason");
        out.raw("finishReason", reason == null ? JsonText.string(reason(choice.stopReason())) : reason)
                .integer("index", choice.index());
        probabilities(out, choice.probabilities());
        if (!extras.containsKey("groundingMetadata")) {
            sources(out, blocks);
        }
        out.raw(extras).endObject();
    }

    private static void sources(JsonWriter out, List<Block> blocks) {
        SourcesWriter sources = new SourcesWriter();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Text text && !text.citations().isEmpty()) {
                sources.add(text.text(), text.citations(), i);
            }
        }
        if (!sources.isEmpty()) {
            sources.write(out);
        }
    }

    /** Writes {@code logprobsResult} if there is something in it. */
    static void probabilities(JsonWriter out, List<TokenProbability> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        out.object("logprobsResult").array("topCandidates");
        for (TokenProbability token : tokens) {
            out.object().array("candidates");
            token.alternatives().forEach(alternative -> probability(out, alternative));
            out.endArray().endObject();
        }
        out.endArray().array("chosenCandidates");
        tokens.forEach(token -> probability(out, token));
        out.endArray().endObject();
    }

    private static void probability(JsonWriter out, TokenProbability token) {
        out.object()
                .string("token", token.token())
                .number("logProbability", token.logProbability())
                .endObject();
    }

    /** Google's word for the end of a candidate. */
    static String reason(StopReason reason) {
        return switch (reason) {
            case MAX_TOKENS, CONTEXT_WINDOW -> "MAX_TOKENS";
            case CONTENT_FILTER, REFUSAL -> "SAFETY";
            case PAUSE, OTHER -> "OTHER";
            default -> "STOP";
        };
    }
}
