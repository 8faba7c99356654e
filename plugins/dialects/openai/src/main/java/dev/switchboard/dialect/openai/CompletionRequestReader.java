package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.List;

/**
 * Makes the canonical request from the body of {@code POST /completions}. Only needed when the provider chats: one that
 * knows the format itself is relayed the body, whatever it holds.
 */
final class CompletionRequestReader {
    private CompletionRequestReader() {}

    static ChatRequest read(JsonObject body) {
        refuse(body.get("suffix").isPresent(), "suffix");
        refuse(body.bool("echo").orElse(false), "echo");
        refuse(body.integer("best_of").orElse(1) > 1, "best_of");
        refuse(body.get("logprobs").isPresent(), "logprobs");
        String model = body.require("model").asString();
        ChatRequest.Builder request =
                ChatRequest.builder(model, List.of(Message.of(Role.USER, prompt(body.require("prompt")))));
        body.integer("max_tokens").ifPresent(request::maxOutputTokens);
        SamplingReader.read(body, request);
        return request.extras(Extras.of(Wire.OPENAI_COMPLETIONS, body.unread())).build();
    }

    private static String prompt(JsonField prompt) {
        if (prompt.isString()) {
            return prompt.asString();
        }
        List<JsonField> prompts = prompt.asArray();
        if (prompts.size() != 1 || !prompts.getFirst().isString()) {
            throw Errors.unsupported(
                    "Unsupported value for 'prompt': this model is served by a chat provider, which takes one string;"
                            + " got an array of " + prompts.size() + " prompts or tokens.",
                    "prompt");
        }
        return prompts.getFirst().asString();
    }

    private static void refuse(boolean given, String name) {
        if (given) {
            throw Errors.unsupported(
                    "Unsupported parameter: '" + name + "' is not available for this model, which is served by a chat"
                            + " provider; leave it out or use a model that completes text.",
                    name);
        }
    }
}
