package dev.switchboard.wire.openai.request;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.List;

/** Writes the tools of servers that know functions only, as OpenAI does, and others after it. */
public final class FunctionTools {
    private FunctionTools() {}

    /**
     * Writes the member {@code tools}, if there are any. Tools of a sort that providers run are left out with a word: agents
     * declare them in every request and work without them.
     *
     * @throws GatewayException of kind {@link ErrorKind#UNSUPPORTED} for any other tool that is no function
     */
    public static void write(JsonWriter json, List<Tool> tools, Changes changes) {
        List<Tool.Function> functions = new ArrayList<>();
        for (Tool tool : tools) {
            switch (tool) {
                case Tool.Function function -> functions.add(function);
                case Tool.Foreign foreign
                when foreign.hosted().isPresent() ->
                    changes.dropped(
                            "tools",
                            "the chosen provider has no tool of the sort "
                                    + foreign.hosted().get());
                default -> throw unsupported();
            }
        }
        if (!functions.isEmpty()) {
            json.array("tools");
            functions.forEach(function -> write(json, function, changes));
            json.endArray();
        }
    }

    /** Always with parameters, since not every server knows functions without. */
    private static void write(JsonWriter json, Tool.Function function, Changes changes) {
        if (function.strict().orElse(false)) {
            changes.dropped("tools[].strict", "the chosen provider has no such parameter");
        }
        json.object()
                .string("type", "function")
                .object("function")
                .string("name", function.name())
                .string("description", function.description())
                .raw("parameters", function.parameters().orElse(HeldSchema.NONE))
                .endObject()
                .endObject();
    }

    private static GatewayException unsupported() {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        "The chosen provider cannot do 'tools' other than functions; leave them out or choose another model.")
                .param("tools")
                .code("unsupported_parameter")
                .build()
                .asException();
    }
}
