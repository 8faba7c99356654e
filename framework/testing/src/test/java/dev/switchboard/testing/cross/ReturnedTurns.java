package dev.switchboard.testing.cross;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a request says of the model's earlier turns: signed reasoning and calls, in the order in which they stand. */
final class ReturnedTurns {
    private ReturnedTurns() {}

    static String thought(String text, String proof) {
        return "thought " + text + " " + proof;
    }

    static String hidden(String proof) {
        return "hidden " + proof;
    }

    static String call(String id, String name, String proof) {
        return "call " + id + " " + name + " " + proof;
    }

    static List<List<String>> read(ChatFormat format, JsonNode request) {
        return switch (format) {
            case CHAT -> chat(request.path("messages"));
            case RESPONSES -> responses(request.path("input"));
            case MESSAGES -> messages(request.path("messages"));
            case GEMINI -> gemini(request.path("contents"));
        };
    }

    private static List<List<String>> chat(JsonNode messages) {
        List<List<String>> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            if (!message.path("role").asString().equals("assistant")) {
                continue;
            }
            List<String> facts = new ArrayList<>();
            for (JsonNode block : message.path("thinking_blocks")) {
                facts.add(
                        block.has("data")
                                ? hidden(block.path("data").asString())
                                : thought(
                                        block.path("thinking").asString(""),
                                        block.path("signature").asString("")));
            }
            for (JsonNode call : message.path("tool_calls")) {
                facts.add(call(
                        call.path("id").asString(),
                        call.path("function").path("name").asString(),
                        ""));
            }
            turns.add(facts);
        }
        return turns;
    }

    /** A turn ends where somebody else speaks. */
    private static List<List<String>> responses(JsonNode input) {
        List<List<String>> turns = new ArrayList<>();
        boolean open = false;
        for (JsonNode item : input) {
            String type = item.path("type").asString("message");
            boolean own = !type.equals("function_call_output")
                    && !item.path("role").asString("").equals("user");
            if (own && !open) {
                turns.add(new ArrayList<>());
            }
            open = own;
            if (type.equals("reasoning")) {
                StringBuilder text = new StringBuilder();
                item.path("summary")
                        .forEach(part -> text.append(part.path("text").asString()));
                String proof = item.path("encrypted_content").asString("");
                turns.getLast().add(item.path("summary").isEmpty() ? hidden(proof) : thought(text.toString(), proof));
            } else if (type.equals("function_call")) {
                turns.getLast()
                        .add(call(
                                item.path("call_id").asString(),
                                item.path("name").asString(),
                                ""));
            }
        }
        return turns;
    }

    private static List<List<String>> messages(JsonNode messages) {
        List<List<String>> turns = new ArrayList<>();
        for (JsonNode message : messages) {
            if (!message.path("role").asString().equals("assistant")) {
                continue;
            }
            List<String> facts = new ArrayList<>();
            for (JsonNode block : message.path("content")) {
                switch (block.path("type").asString()) {
                    case "thinking" ->
                        facts.add(thought(
                                block.path("thinking").asString(),
                                block.path("signature").asString("")));
                    case "redacted_thinking" ->
                        facts.add(hidden(block.path("data").asString()));
                    case "tool_use" ->
                        facts.add(call(
                                block.path("id").asString(), block.path("name").asString(), ""));
                    default -> {
                        // text is not signed
                    }
                }
            }
            turns.add(facts);
        }
        return turns;
    }

    private static List<List<String>> gemini(JsonNode contents) {
        List<List<String>> turns = new ArrayList<>();
        for (JsonNode content : contents) {
            if (!content.path("role").asString().equals("model")) {
                continue;
            }
            List<String> facts = new ArrayList<>();
            for (JsonNode part : content.path("parts")) {
                String proof = part.path("thoughtSignature").asString("");
                JsonNode call = part.path("functionCall");
                if (call.isObject()) {
                    facts.add(call(call.path("id").asString(), call.path("name").asString(), proof));
                } else if (!proof.isEmpty()) {
                    facts.add(thought(part.path("text").asString(), proof));
                }
            }
            turns.add(facts);
        }
        return turns;
    }
}
