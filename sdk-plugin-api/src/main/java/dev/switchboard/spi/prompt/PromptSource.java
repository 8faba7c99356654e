package dev.switchboard.spi.prompt;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A store of prompts that callers refer to by id. All configured ones are asked in turn. */
@ConsumerType
public interface PromptSource extends Component {
    /**
     * Finds a prompt and fills it in. Must answer from memory: it stands in the request's way.
     *
     * @param id        the prompt
     * @param variables values for its variables
     * @return the messages to put before the caller's, or empty if it is not one of this source's
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code INVALID_REQUEST} if a variable is missing
     */
    Optional<List<Message>> find(String id, Map<String, JsonText> variables);
}
