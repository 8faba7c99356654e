package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.prompt.PromptSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The suite accepts a source that fills a template in, and refuses one that reads patterns into values. */
class TemplatesContractTest extends PromptSourceContract {
    @Override
    protected PromptSource create() {
        return (id, variables) -> {
            if (!id.equals("greeting")) {
                return Optional.empty();
            }
            if (!variables.containsKey("name")) {
                throw GatewayException.of(ErrorKind.INVALID_REQUEST, "The prompt needs the variable \"name\".");
            }
            String text =
                    "Greet {{name}}.".replace("{{name}}", variables.get("name").asString());
            return Optional.of(List.of(Message.of(Role.SYSTEM, text)));
        };
    }

    @Override
    protected String id() {
        return "greeting";
    }

    @Override
    protected Map<String, String> variables() {
        return Map.of("name", "Ada");
    }

    /** Fills in with a pattern, so that a caller's dollar means something. */
    private static final class Careless extends PromptSourceContract {
        @Override
        protected PromptSource create() {
            return (id, variables) -> Optional.of(List.of(Message.of(
                    Role.SYSTEM,
                    "Greet NAME.".replaceAll("NAME", variables.get("name").asString()))));
        }

        @Override
        protected String id() {
            return "greeting";
        }

        @Override
        protected Map<String, String> variables() {
            return Map.of("name", "Ada");
        }
    }

    @Test
    void refusesWhatReadsPatternsIntoValues() {
        assertThrows(Throwable.class, new Careless()::takesValuesForWhatTheyAre);
    }
}
