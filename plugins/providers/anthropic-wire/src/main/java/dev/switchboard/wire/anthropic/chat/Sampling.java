package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Writes temperature, {@code top_p} and {@code top_k}, as far as model and thinking leave room for them. */
final class Sampling {
    private static final double LEAST_TOP_P_WITH_THINKING = 0.95;

    private final Changes changes;

    Sampling(Changes changes) {
        this.changes = changes;
    }

    void write(JsonWriter out, ChatRequest request, ModelTraits model, boolean thinking) {
        OptionalDouble temperature = request.temperature();
        OptionalDouble topP = request.topP();
        OptionalLong topK = request.topK();
        if (!model.takesSampling()) {
            temperature = leaveOut("temperature", temperature, 1, "the chosen model has no such setting");
            topP = leaveOut("top_p", topP, 1, "the chosen model has no such setting");
            topK = leaveOut(topK, "the chosen model has no such setting");
        } else if (thinking) {
            temperature = leaveOut("temperature", temperature, 1, "it cannot be set while the model thinks");
            if (topP.orElse(1) < LEAST_TOP_P_WITH_THINKING) {
                topP = leaveOut("top_p", topP, 1, "it must be 0.95 or more while the model thinks");
            }
            topK = leaveOut(topK, "it cannot be set while the model thinks");
        }
        if (temperature.isPresent() && topP.isPresent() && !model.takesBothSamplings()) {
            topP = leaveOut("top_p", topP, 1, "the chosen model takes it or temperature, not both");
        }
        if (temperature.orElse(0) > 1) {
            changes.changed("temperature", "it became 1, the highest value here");
            temperature = OptionalDouble.of(1);
        }
        out.number("temperature", temperature).number("top_p", topP).integer("top_k", topK);
    }

    /** Nothing is lost with a value that means the same as none. */
    private OptionalDouble leaveOut(String field, OptionalDouble value, double usual, String why) {
        if (value.isPresent() && value.getAsDouble() != usual) {
            changes.dropped(field, why);
        }
        return OptionalDouble.empty();
    }

    private OptionalLong leaveOut(OptionalLong topK, String why) {
        if (topK.isPresent()) {
            changes.dropped("top_k", why);
        }
        return OptionalLong.empty();
    }
}
