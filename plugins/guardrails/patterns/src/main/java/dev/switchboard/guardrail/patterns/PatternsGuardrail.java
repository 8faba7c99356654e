package dev.switchboard.guardrail.patterns;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.switchboard.guardrail.patterns.PatternsConfig.Action;
import dev.switchboard.guardrail.patterns.PatternsConfig.Side;
import dev.switchboard.spi.Health;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.guardrail.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for patterns in every text of a request or reply, in what tools are given and answer too. */
final class PatternsGuardrail implements Guardrail {
    private final Set<Stage> stages;
    private final List<Compiled> rules;

    PatternsGuardrail(PatternsConfig config) {
        stages = config.check().stream()
                .map(side -> side == Side.REQUEST ? Stage.REQUEST : Stage.REPLY)
                .collect(Collectors.toUnmodifiableSet());
        rules = config.rules().stream()
                .map(rule -> new Compiled(
                        rule.name(),
                        Pattern.compile(rule.pattern()),
                        rule.action(),
                        Matcher.quoteReplacement(rule.replacement())))
                .toList();
    }

    private record Compiled(String name, Pattern pattern, Action action, String replacement) {}

    /** Looks through a text of its own, so that the first callers of a new version do not wait for its classes. */
    @Override
    public Health selfCheck() {
        check(ChatRequest.builder("model", List.of(Message.of(Role.USER, "text")))
                .build());
        return Health.ready();
    }

    @Override
    public Set<Stage> stages() {
        return stages;
    }

    @Override
    public Verdict<ChatRequest> checkRequest(ChatRequest request, ExchangeContext exchange) {
        return check(request);
    }

    private Verdict<ChatRequest> check(ChatRequest request) {
        Look look = new Look();
        List<Message> messages = request.messages().stream()
                .map(message ->
                        new Message(message.role(), look.at(message.content()), message.name(), message.annotations()))
                .toList();
        return look.verdict(request.toBuilder().messages(messages).build());
    }

    @Override
    public Verdict<ChatResponse> checkReply(ChatResponse reply, ExchangeContext exchange) {
        Look look = new Look();
        List<ChatResponse.Choice> choices = reply.choices().stream()
                .map(choice -> choice.withContent(look.at(choice.content())))
                .toList();
        return look.verdict(
                new ChatResponse(reply.id(), reply.model(), reply.created(), choices, reply.usage(), reply.extras()));
    }

    /** One look through a request or reply: what was found, and the texts as they go on. */
    private final class Look {
        private final Set<String> blocked = new LinkedHashSet<>();
        private final Set<String> masked = new LinkedHashSet<>();

        List<Block> at(List<Block> content) {
            return content.stream().map(this::at).toList();
        }

        private Block at(Block block) {
            return switch (block) {
                case Block.Text text -> new Block.Text(at(text.text()), text.annotations());
                case Block.ToolResult result ->
                    new Block.ToolResult(
                            result.toolUseId(), at(result.content()), result.failed(), result.annotations());
                case Block.ToolUse use ->
                    new Block.ToolUse(use.id(), use.name(), at(use.input()), use.kind(), use.annotations());
                default -> block;
            };
        }

        private String at(String text) {
            String seen = text;
            for (Compiled rule : rules) {
                Matcher matcher = rule.pattern().matcher(seen);
                if (matcher.find()) {
                    if (rule.action() == Action.BLOCK) {
                        blocked.add(rule.name());
                    } else {
                        masked.add(rule.name());
                        seen = matcher.replaceAll(rule.replacement());
                    }
                }
            }
            return seen;
        }

        <T> Verdict<T> verdict(T rewritten) {
            if (!blocked.isEmpty()) {
                return new Verdict.Block<>("The content was refused by the rule: " + String.join(", ", blocked) + ".");
            }
            return masked.isEmpty()
                    ? Verdict.allow()
                    : new Verdict.Rewrite<>(rewritten, "masked " + String.join(", ", masked));
        }
    }
}
