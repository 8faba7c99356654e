package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.provider.Target;

/** Decides how each chat request is answered. Called by any number of threads at the same time. */
@FunctionalInterface
public interface MockScript {
    /** The reply to a request. */
    MockReply replyTo(ChatRequest request, Target target);
}
