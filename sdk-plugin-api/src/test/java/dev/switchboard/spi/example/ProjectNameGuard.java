package dev.switchboard.spi.example;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;
import java.util.Set;

// @start region="guardrail"
/** Keeps the name of a secret project inside: a request with it is refused, in a reply's text it is masked. */
final class ProjectNameGuard implements Guardrail {
    private final String name;

    ProjectNameGuard(String name) {
        this.name = name;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.REQUEST, Stage.TEXT);
    }

    @Override
    public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
        boolean named =
                request.messages().stream().anyMatch(message -> message.text().contains(name));
        return named ? new Verdict.Block<>("The request names a project that must stay inside.") : Verdict.allow();
    }

    @Override
    public TextFilter textFilter(ExchangeContext exchange) {
        return new MaskingFilter(name);
    }
}
// @end
