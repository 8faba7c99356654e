package dev.switchboard.spi.exchange;

import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.identity.Caller;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** The exchange a plugin is called for. Valid until the exchange ends. */
@ProviderType
public interface ExchangeContext {
    /** The gateway's own id of the exchange; unique. */
    String id();

    /** Who calls. */
    Caller caller();

    /** The public model name. */
    String model();

    /** The name of the operation, such as {@code chat}. */
    String operation();

    /** Whether the reply is streamed. */
    boolean stream();

    /** What the caller asks of the gateway itself. */
    CallOptions options();

    /**
     * The canonical request, such as a {@link dev.switchboard.spi.chat.ChatRequest}. It is read when somebody first asks, which
     * costs a relayed call what it otherwise does not need: ask only if nothing else will do.
     *
     * @return empty if the request is of another type, or none was read yet
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code INVALID_REQUEST} if the body does not hold one
     */
    <Q> Optional<Q> request(Class<Q> type);

    /** Bytes of the request's body: no tokenizer makes more tokens of a text than it has bytes. */
    long requestBytes();

    /** The most tokens that the caller lets the answers have in all, if it sets a limit. */
    OptionalLong maxOutputTokens();

    /** The tier of service that the caller asks for, in the words of its format, such as {@code priority}; it may cost more. */
    default Optional<String> serviceTier() {
        return Optional.empty();
    }

    /** What the call can make an upstream use beside the text of its body: {@link #requestBytes} does not bound that. */
    default BeyondText beyondText() {
        return BeyondText.NOTHING;
    }

    /** Adds an entry to the decision log. */
    void decide(Decision decision);
}
