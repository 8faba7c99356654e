package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Optional;

/** The use of a tool, under the name by which the caller knows the tool. */
final class CallItem extends OutputItem {
    private final Block.ToolUse use;
    private final Optional<Namespaces.Qualified> qualified;
    private final StringBuilder input = new StringBuilder();
    private Optional<Signature> signature;

    CallItem(EventWriter events, int index, String id, Block.ToolUse use, Namespaces namespaces) {
        super(events, index, id);
        this.use = use;
        signature = use.annotations().signature();
        JsonText known = Own.in(use.annotations()).get("namespace");
        qualified = known == null
                ? namespaces.split(use.name())
                : Optional.of(new Namespaces.Qualified(known.asString(), use.name()));
    }

    void sign(Signature proof) {
        signature = Optional.of(proof);
    }

    void grow(String fragment) {
        if (!fragment.isEmpty()) {
            input.append(fragment);
            say(
                    custom() ? "response.custom_tool_call_input.delta" : "response.function_call_arguments.delta",
                    json -> json.string("delta", fragment));
        }
    }

    private boolean custom() {
        return use.kind() == Kind.CUSTOM;
    }

    /** Arguments are an object, always. */
    void close(String endStatus) {
        if (!custom() && input.isEmpty()) {
            grow("{}");
        }
        if (custom()) {
            say("response.custom_tool_call_input.done", json -> json.string("input", input.toString()));
        } else {
            say(
                    "response.function_call_arguments.done",
                    json -> json.string("name", name()).string("arguments", input.toString()));
        }
        finish(endStatus);
    }

    private String name() {
        return qualified.map(Namespaces.Qualified::name).orElse(use.name());
    }

    @Override
    JsonText json() {
        return new JsonWriter()
                .object()
                .string("id", id())
                .string("type", custom() ? "custom_tool_call" : "function_call")
                .string("status", status())
                .string("call_id", signature.map(proof -> proof.inId(use.id())).orElse(use.id()))
                .string("name", name())
                .string("namespace", qualified.map(Namespaces.Qualified::namespace))
                .string(custom() ? "input" : "arguments", input.toString())
                .endObject()
                .text();
    }
}
