package dev.switchboard.pipeline.guard;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.TextFilter;
import dev.switchboard.spi.guardrail.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text filters of one reply: for each text block a chain of filters with their own state. */
final class TextFilters {
    private final Guards guards;
    private final List<Instance<Guardrail>> guardrails;
    private final Map<Place, List<Filter>> chains = new HashMap<>();

    TextFilters(Guards guards, List<Instance<Guardrail>> guardrails) {
        this.guards = guards;
        this.guardrails = guardrails;
    }

    private record Place(int choice, int index) {}

    private record Filter(Instance<Guardrail> guardrail, TextFilter filter) {}

    /** What becomes of a piece of text. */
    String next(int choice, int index, String piece) {
        return through(chain(choice, index), piece);
    }

    /** What the filters of a block kept back. */
    String end(int choice, int index) {
        List<Filter> chain = chains.remove(new Place(choice, index));
        if (chain == null) {
            return "";
        }
        String tail = "";
        for (int i = 0; i < chain.size(); i++) {
            Filter each = chain.get(i);
            String kept = guards.attempt(
                    each.guardrail(),
                    "",
                    () -> each.guardrail().door().call(() -> each.filter().end()));
            tail += through(chain.subList(i + 1, chain.size()), kept);
        }
        return tail;
    }

    /** A whole reply with every text block filtered; the same object if nothing was changed. */
    ChatResponse filter(ChatResponse response) {
        List<ChatResponse.Choice> choices = new ArrayList<>();
        for (ChatResponse.Choice choice : response.choices()) {
            List<Block> content = new ArrayList<>();
            for (int i = 0; i < choice.content().size(); i++) {
                content.add(filter(choice.index(), i, choice.content().get(i)));
            }
            choices.add(choice.withContent(content));
        }
        return choices.equals(response.choices())
                ? response
                : new ChatResponse(
                        response.id(),
                        response.model(),
                        response.created(),
                        choices,
                        response.usage(),
                        response.extras());
    }

    private Block filter(int choice, int index, Block block) {
        if (!(block instanceof Block.Text text)) {
            return block;
        }
        String filtered = next(choice, index, text.text()) + end(choice, index);
        return filtered.equals(text.text()) ? block : new Block.Text(filtered, text.annotations());
    }

    private List<Filter> chain(int choice, int index) {
        return chains.computeIfAbsent(
                new Place(choice, index),
                ignored -> guardrails.stream().map(this::filter).toList());
    }

    private Filter filter(Instance<Guardrail> guardrail) {
        TextFilter nothing = piece -> Verdict.allow();
        return new Filter(
                guardrail,
                guards.attempt(
                        guardrail,
                        nothing,
                        () -> guardrail.call(component -> component.textFilter(guards.exchange()))));
    }

    private String through(List<Filter> chain, String piece) {
        String text = piece;
        for (Filter each : chain) {
            String looked = text;
            text = guards.apply(
                    each.guardrail(),
                    text,
                    () -> each.guardrail().door().call(() -> each.filter().next(looked)));
        }
        return text;
    }
}
