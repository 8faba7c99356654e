package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import java.util.Set;

// @start region="reply"
/** Refuses replies without any text, which needs the whole reply: a stream is held back until it is complete. */
final class EmptyReplyGuard implements Guardrail {
    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.REPLY);
    }

    @Override
    public Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext exchange) {
        boolean empty = reply.choices().stream()
                .anyMatch(choice -> choice.content().stream().noneMatch(Block.Text.class::isInstance));
        return empty ? new Verdict.Block<>("The model gave no text.") : Verdict.allow();
    }
}
// @end
