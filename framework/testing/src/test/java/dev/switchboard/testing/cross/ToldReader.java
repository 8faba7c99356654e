package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testing.cross.Meaning.Sums;
import dev.switchboard.testing.cross.Said.Piece;
import dev.switchboard.testing.cross.Said.Stop;
import dev.switchboard.testkit.grammar.ChatGrammar;
import dev.switchboard.testkit.grammar.GeminiGrammar;
import dev.switchboard.testkit.grammar.MessagesGrammar;
import dev.switchboard.testkit.grammar.ResponsesGrammar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what a caller was told, in a stream that obeys the grammar of its format. */
final class ToldReader {
    private ToldReader() {}

    /** @throws AssertionError if the stream breaks a rule of the format */
    static Meaning read(ChatFormat format, Bytes stream) {
        return switch (format) {
            case CHAT -> chat(ChatGrammar.check(stream));
            case RESPONSES -> responses(ResponsesGrammar.check(stream));
            case MESSAGES -> messages(MessagesGrammar.check(stream));
            case GEMINI -> gemini(GeminiGrammar.check(stream));
        };
    }

    private static Meaning chat(JsonNode reply) {
        JsonNode choice = reply.path("choices").get(0);
        JsonNode message = choice.path("message");
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Thought(message.path("reasoning_content").asString(""), Optional.empty()));
        for (JsonNode block : message.path("thinking_blocks")) {
            pieces.add(
                    block.has("data")
                            ? new Piece.Hidden(Signature.read(block.path("data").asString(), "anthropic"))
                            : new Piece.Thought("", proof(block.path("signature"))));
        }
        pieces.add(new Piece.Text(message.path("content").asString(""), Optional.empty()));
        pieces.add(new Piece.Refusal(message.path("refusal").asString("")));
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode kind = call.path(call.path("type").asString());
            pieces.add(call(
                    call.path("id"), kind.path("name"), text(kind.path(kind.has("input") ? "input" : "arguments"))));
        }
        return Meaning.of(
                pieces, stop(choice.path("finish_reason")), sums(reply.path("usage"), "prompt", "completion"));
    }

    private static Piece call(JsonNode id, JsonNode name, String arguments) {
        String signed = id.asString();
        return new Piece.Call(Signature.bareId(signed), name.asString(), arguments, Signature.fromId(signed));
    }

    private static String text(JsonNode input) {
        return input.isString() ? input.asString() : input.toString();
    }

    private static Stop stop(JsonNode reason) {
        return switch (reason.asString("")) {
            case "stop", "tool_calls", "end_turn", "tool_use", "STOP" -> Stop.END;
            case "length", "max_output_tokens", "max_tokens", "MAX_TOKENS" -> Stop.LENGTH;
            case "content_filter", "refusal", "SAFETY" -> Stop.FILTER;
            default -> throw new AssertionError("a reason of another format: " + reason);
        };
    }

    private static Optional<Sums> sums(JsonNode usage, String input, String output) {
        return usage.isObject()
                ? Optional.of(new Sums(
                        usage.path(input + "_tokens").asLong(),
                        usage.path(input + "_tokens_details")
                                .path("cached_tokens")
                                .asLong(),
                        usage.path(output + "_tokens").asLong()))
                : Optional.empty();
    }

    private static Meaning responses(JsonNode reply) {
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode item : reply.path("output")) {
            switch (item.path("type").asString()) {
                case "reasoning" -> {
                    StringBuilder text = new StringBuilder();
                    item.path("summary")
                            .forEach(part -> text.append(part.path("text").asString()));
                    Optional<Signature> proof = Optional.of(
                                    item.path("encrypted_content").asString(""))
                            .filter(value -> !value.isEmpty())
                            .map(value -> Signature.read(value, "openai"));
                    pieces.add(
                            proof.isPresent() && item.path("summary").isEmpty()
                                    ? new Piece.Hidden(proof.get())
                                    : new Piece.Thought(text.toString(), proof));
                }
                case "custom_tool_call" ->
                    pieces.add(call(item.path("call_id"), item.path("name"), text(item.path("input"))));
                case "function_call" ->
                    pieces.add(call(
                            item.path("call_id"),
                            item.path("name"),
                            item.path("arguments").asString()));
                default ->
                    item.path("content")
                            .forEach(part -> pieces.add(
                                    part.path("type").asString().equals("refusal")
                                            ? new Piece.Refusal(
                                                    part.path("refusal").asString())
                                            : new Piece.Text(part.path("text").asString(), Optional.empty())));
            }
        }
        JsonNode details = reply.path("incomplete_details").path("reason");
        return Meaning.of(
                pieces, details.isString() ? stop(details) : Stop.END, sums(reply.path("usage"), "input", "output"));
    }

    private static Meaning messages(JsonNode message) {
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            switch (block.path("type").asString()) {
                case "thinking" ->
                    pieces.add(new Piece.Thought(block.path("thinking").asString(), proof(block.path("signature"))));
                case "redacted_thinking" ->
                    pieces.add(new Piece.Hidden(proof(block.path("data")).orElseThrow()));
                case "tool_use" -> pieces.add(call(block.path("id"), block.path("name"), text(block.path("input"))));
                default -> pieces.add(new Piece.Text(block.path("text").asString(), Optional.empty()));
            }
        }
        JsonNode usage = message.path("usage");
        long cached = usage.path("cache_read_input_tokens").asLong();
        long input = usage.path("input_tokens").asLong()
                + usage.path("cache_creation_input_tokens").asLong()
                + cached;
        return Meaning.of(
                pieces,
                stop(message.path("stop_reason")),
                Optional.of(new Sums(input, cached, usage.path("output_tokens").asLong())));
    }

    private static Optional<Signature> proof(JsonNode value) {
        return value.asString("").isEmpty()
                ? Optional.empty()
                : Optional.of(Signature.read(value.asString(), "anthropic"));
    }

    private static Meaning gemini(JsonNode reply) {
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode part : reply.path("parts")) {
            Optional<Signature> proof = Optional.ofNullable(
                            part.path("thoughtSignature").asString(null))
                    .map(ToldReader::google);
            if (part.has("functionCall")) {
                JsonNode call = part.path("functionCall");
                pieces.add(new Piece.Call(
                        call.path("id").asString(),
                        call.path("name").asString(),
                        call.path("args").toString(),
                        proof));
            } else if (part.path("thought").asBoolean(false) && !part.has("text")) {
                pieces.add(new Piece.Hidden(proof.orElseThrow()));
            } else if (part.path("thought").asBoolean(false)) {
                pieces.add(new Piece.Thought(part.path("text").asString(), proof));
            } else {
                pieces.add(new Piece.Text(part.path("text").asString(), Optional.empty()));
            }
        }
        JsonNode usage = reply.path("usageMetadata");
        return Meaning.of(
                pieces,
                stop(reply.path("finishReason")),
                usage.isObject()
                        ? Optional.of(new Sums(
                                usage.path("promptTokenCount").asLong(),
                                usage.path("cachedContentTokenCount").asLong(),
                                usage.path("candidatesTokenCount").asLong()
                                        + usage.path("thoughtsTokenCount").asLong()))
                        : Optional.empty());
    }

    /** Google's clients decode the field, so another maker's signature is wrapped. */
    private static Signature google(String value) {
        try {
            String text = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            Signature read = Signature.read(text, "gemini");
            return read.family().equals("gemini") ? new Signature("gemini", value) : read;
        } catch (IllegalArgumentException e) {
            return new Signature("gemini", value);
        }
    }
}
