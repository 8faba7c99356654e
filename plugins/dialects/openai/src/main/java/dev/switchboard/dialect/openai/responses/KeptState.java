package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.RequestHead;
import dev.switchboard.spi.json.JsonField;
import java.util.List;
import java.util.Optional;

/** Members of a request that speak of what the provider keeps: no other provider can make sense of them. */
final class KeptState {
    private static final List<String> MEMBERS = List.of("previous_response_id", "conversation", "prompt");

    private KeptState() {}

    /** The first such member; without one the request must say by itself what it is about. */
    static Optional<String> in(RequestHead head) {
        checkInput(head);
        boolean background = head.get("background").map(JsonField::asBoolean).orElse(false);
        return MEMBERS.stream()
                .filter(name -> head.get(name).isPresent())
                .findFirst()
                .or(() -> background ? Optional.of("background") : Optional.empty());
    }

    private static void checkInput(RequestHead head) {
        Optional<JsonField> input = head.get("input");
        if (input.isEmpty() && MEMBERS.stream().noneMatch(name -> head.get(name).isPresent())) {
            head.require("input");
        }
        input.filter(value -> !value.isString() && !value.isArray())
                .ifPresent(value -> value.fail("one of a string or array of input items"));
    }
}
