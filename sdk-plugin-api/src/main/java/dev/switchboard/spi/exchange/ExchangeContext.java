package dev.switchboard.spi.exchange;

import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.identity.Caller;
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

    /** Bytes of the request's body: no tokenizer makes more tokens of a text than it has bytes. */
    long requestBytes();

    /** The most tokens that the caller lets the answers have in all, if it sets a limit. */
    OptionalLong maxOutputTokens();

    /** Adds an entry to the decision log. */
    void decide(Decision decision);
}
