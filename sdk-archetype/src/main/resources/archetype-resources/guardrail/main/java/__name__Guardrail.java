package ${package};

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import java.util.Set;
import java.util.stream.Stream;

/** Blocks requests and replies in which a word is said. */
final class ${name}Guardrail implements Guardrail {
    private final ${name}Config config;

    ${name}Guardrail(${name}Config config) {
        this.config = config;
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.REQUEST, Stage.REPLY);
    }

    @Override
    public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
        return judge(request.messages().stream().map(Message::text), "The request");
    }

    @Override
    public Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext exchange) {
        return judge(reply.choices().stream().flatMap(choice -> choice.content().stream().flatMap(this::text)), "The reply");
    }

    private Stream<String> text(Block block) {
        return block instanceof Block.Text text ? Stream.of(text.text()) : Stream.empty();
    }

    private <T> Verdict<T> judge(Stream<String> texts, String what) {
        // The reason goes to the caller and into logs: it never repeats the content.
        return texts.anyMatch(this::saysAWord) ? new Verdict.Block<>(what + " says what must not be said.") : Verdict.allow();
    }

    private boolean saysAWord(String text) {
        return config.words().stream().anyMatch(text::contains);
    }
}
