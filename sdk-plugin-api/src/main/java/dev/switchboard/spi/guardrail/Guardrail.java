package dev.switchboard.spi.guardrail;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.exchange.ExchangeContext;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Checks what goes to models and what comes back. Called on virtual threads; may block for up to 10 seconds, after which
 * the call is interrupted and counts as failed. What happens when a guardrail itself fails is the operator's choice
 * ({@code on-failure: block} or {@code pass}).
 */
@ConsumerType
public interface Guardrail extends Component {
    /** What it wants to see; fixed for its life. The gateway decodes and holds back only what some guardrail asks for. */
    Set<Stage> stages();

    /** Checks a request before a target is chosen. Only called with {@link Stage#REQUEST}. */
    default Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
        return Verdict.allow();
    }

    /** Checks a whole reply before the caller sees any of it. Only called with {@link Stage#REPLY}. */
    default Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext exchange) {
        return Verdict.allow();
    }

    /**
     * Watches the text of a reply piece by piece. Only called with {@link Stage#TEXT}, once for each reply; a reply that is
     * not streamed comes as one piece for each text block.
     */
    default TextFilter textFilter(ExchangeContext exchange) {
        return piece -> Verdict.allow();
    }

    /** Where a guardrail stands. */
    enum Stage {
        /** Before a target is chosen. */
        REQUEST,
        /** Before the caller sees any of the reply: a stream is held back until it is whole. */
        REPLY,
        /** While the reply's text streams by. */
        TEXT
    }
}
