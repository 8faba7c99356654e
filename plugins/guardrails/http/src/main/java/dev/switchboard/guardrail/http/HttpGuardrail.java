package dev.switchboard.guardrail.http;

import dev.switchboard.guardrail.http.HttpConfig.Side;
import dev.switchboard.guardrail.http.ServiceCall.Answer;
import dev.switchboard.guardrail.http.ServiceCall.Spoken;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import dev.switchboard.spi.upstream.Outbound;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands every text to a service and does what it says. A request or reply without any text is not asked about. */
final class HttpGuardrail implements Guardrail {
    private final Set<Stage> stages = EnumSet.noneOf(Stage.class);
    private final Set<URI> destinations;
    private final ServiceCall service;

    HttpGuardrail(HttpConfig config, Outbound outbound) {
        config.check().forEach(side -> stages.add(side == Side.REQUEST ? Stage.REQUEST : Stage.REPLY));
        destinations = Set.of(config.url());
        service = new ServiceCall(config, outbound);
    }

    @Override
    public Set<Stage> stages() {
        return Set.copyOf(stages);
    }

    @Override
    public Set<URI> destinations() {
        return destinations;
    }

    @Override
    public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
        return check(Side.REQUEST, request, (walk, value) -> walk.through(value), exchange);
    }

    @Override
    public Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext exchange) {
        return check(Side.REPLY, reply, (walk, value) -> walk.through(value), exchange);
    }

    /** Sends a walk through a request or a reply. */
    private interface Path<T> {
        T through(TextWalk walk, T value);
    }

    private <T> Verdict<T> check(Side side, T value, Path<T> path, ExchangeContext exchange) {
        List<Spoken> texts = new ArrayList<>();
        path.through(
                new TextWalk((role, text) -> {
                    texts.add(new Spoken(role, text));
                    return text;
                }),
                value);
        if (texts.isEmpty()) {
            return Verdict.allow();
        }
        Answer answer = service.ask(side, texts, exchange);
        return switch (answer.action()) {
            case ALLOW -> Verdict.allow();
            case BLOCK -> new Verdict.Block<>(answer.reason());
            case REPLACE -> {
                Iterator<Optional<String>> next = answer.replacements().iterator();
                TextWalk replacing = new TextWalk((role, text) -> next.next().orElse(text));
                yield new Verdict.Rewrite<>(path.through(replacing, value), answer.reason());
            }
        };
    }
}
