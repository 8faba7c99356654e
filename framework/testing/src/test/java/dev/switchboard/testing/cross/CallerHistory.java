package dev.switchboard.testing.cross;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.grammar.ChatGrammar;
import dev.switchboard.testkit.grammar.GeminiGrammar;
import dev.switchboard.testkit.grammar.MessagesGrammar;
import dev.switchboard.testkit.grammar.ResponsesGrammar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation as a caller keeps it: what came is sent back as it was, with the results of the tools behind it. */
final class CallerHistory {
    private static final String TOOLS = "tool_0,tool_1";

    private final ChatFormat format;
    private final ObjectNode request;
    private final ArrayNode said;

    CallerHistory(ChatFormat format) {
        this.format = format;
        request = (ObjectNode) JsonMapper.shared().readTree(beginning(format));
        said = (ArrayNode) request.path(
                switch (format) {
                    case CHAT, MESSAGES -> "messages";
                    case RESPONSES -> "input";
                    case GEMINI -> "contents";
                });
    }

    private static String beginning(ChatFormat format) {
        String schema = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
        String tool = switch (format) {
            case CHAT -> "{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"parameters\":" + schema + "}}";
            case RESPONSES -> "{\"type\":\"function\",\"name\":\"%s\",\"parameters\":" + schema + ",\"strict\":false}";
            case MESSAGES -> "{\"name\":\"%s\",\"input_schema\":" + schema + "}";
            case GEMINI -> "{\"name\":\"%s\",\"parametersJsonSchema\":" + schema + "}";
        };
        String tools = String.join(
                ",",
                java.util.Arrays.stream(TOOLS.split(",")).map(tool::formatted).toList());
        return switch (format) {
            case CHAT ->
                "{\"model\":\"m\",\"stream\":true,\"reasoning_effort\":\"medium\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"go\"}],\"tools\":[" + tools + "]}";
            case RESPONSES ->
                "{\"model\":\"m\",\"stream\":true,\"store\":false,\"include\":[\"reasoning.encrypted_content\"],\"reasoning\":"
                        + "{\"effort\":\"medium\"},\"input\":[{\"role\":\"user\",\"content\":\"go\"}],\"tools\":["
                        + tools + "]}";
            case MESSAGES ->
                "{\"model\":\"m\",\"stream\":true,\"max_tokens\":4096,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"go\"}],\"tools\":[" + tools + "]}";
            case GEMINI ->
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"go\"}]}],\"generationConfig\":{\"thinkingConfig\":"
                        + "{\"thinkingBudget\":2048}},\"tools\":[{\"functionDeclarations\":[" + tools + "]}]}";
        };
    }

    /** Which model is asked from now on. */
    void model(String name) {
        if (format != ChatFormat.GEMINI) {
            request.put("model", name);
        }
    }

    Bytes request() {
        return Bytes.utf8(request.toString());
    }

    /** Takes a reply and answers its calls. */
    void take(Bytes stream) {
        switch (format) {
            case CHAT -> chat((ObjectNode) ChatGrammar.check(stream).at("/choices/0/message"));
            case RESPONSES -> responses(ResponsesGrammar.check(stream).path("output"));
            case MESSAGES -> messages(MessagesGrammar.check(stream).path("content"));
            case GEMINI -> gemini(GeminiGrammar.check(stream).path("parts"));
        }
    }

    private void chat(ObjectNode message) {
        said.add(message);
        for (JsonNode call : message.path("tool_calls")) {
            ((ObjectNode) call).remove("index");
            said.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asString())
                    .put("content", "done");
        }
    }

    private void responses(JsonNode output) {
        said.addAll((ArrayNode) output);
        for (JsonNode item : output) {
            if (item.path("type").asString().equals("function_call")) {
                said.addObject()
                        .put("type", "function_call_output")
                        .put("call_id", item.path("call_id").asString())
                        .put("output", "done");
            }
        }
    }

    private void messages(JsonNode content) {
        said.addObject().put("role", "assistant").set("content", content);
        ArrayNode results = said.arrayNode();
        for (JsonNode block : content) {
            if (block.path("type").asString().equals("tool_use")) {
                results.addObject()
                        .put("type", "tool_result")
                        .put("tool_use_id", block.path("id").asString())
                        .put("content", "done");
            }
        }
        if (!results.isEmpty()) {
            said.addObject().put("role", "user").set("content", results);
        }
    }

    private void gemini(JsonNode parts) {
        said.addObject().put("role", "model").set("parts", parts);
        ArrayNode results = said.arrayNode();
        for (JsonNode part : parts) {
            if (part.has("functionCall")) {
                ObjectNode response = results.addObject().putObject("functionResponse");
                response.set("id", part.path("functionCall").path("id"));
                response.set("name", part.path("functionCall").path("name"));
                response.putObject("response").put("output", "done");
            }
        }
        if (!results.isEmpty()) {
            said.addObject().put("role", "user").set("parts", results);
        }
    }
}
