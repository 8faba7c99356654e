package dev.switchboard.spi.exchange;

import dev.switchboard.spi.dialect.CallOptions;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.provider.Target;
import java.util.List;
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

    /** The targets that the model may go to, in their configured order; empty if the model is not known or none is needed. */
    List<Target> targets();

    /** Bytes of the request's body. A text has at most as many tokens as it has bytes. */
    long requestBytes();

    /** The most output tokens that the caller allows, all choices together; empty if it sets no bound. */
    OptionalLong maxOutputTokens();

    /** Adds an entry to the decision log. */
    void decide(Decision decision);
}
