package dev.switchboard.guardrail.http;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Message;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Goes through every text of a request or reply in one order: what is said, what tools are given and answer, and refusals. Not
 * what a model thinks, which is signed, nor images, sound and documents.
 */
final class TextWalk {
    /** Told which text it is. */
    interface Visitor {
        /** What stands in the text's place; the text itself to leave it. */
        String visit(String role, String text);
    }

    private final Visitor visitor;

    TextWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    ChatRequest through(ChatRequest request) {
        List<Message> messages = request.messages().stream()
                .map(message -> new Message(
                        message.role(),
                        blocks(message.content(), message.role().name().toLowerCase(Locale.ROOT)),
                        message.name(),
                        message.annotations()))
                .toList();
        return request.toBuilder().messages(messages).build();
    }

    ChatResponse through(ChatResponse reply) {
        List<ChatResponse.Choice> choices = reply.choices().stream()
                .map(choice -> choice.withContent(blocks(choice.content(), "assistant")))
                .toList();
        return new ChatResponse(reply.id(), reply.model(), reply.created(), choices, reply.usage(), reply.extras());
    }

    private List<Block> blocks(List<Block> content, String role) {
        return content.stream()
                .map(block -> block(block, text -> visitor.visit(role, text)))
                .toList();
    }

    private Block block(Block block, UnaryOperator<String> visit) {
        return switch (block) {
            case Block.Text text -> {
                String seen = visit.apply(text.text());
                yield seen.equals(text.text()) ? text : new Block.Text(seen, text.annotations());
            }
            case Block.Refusal refusal -> new Block.Refusal(visit.apply(refusal.text()), refusal.annotations());
            case Block.ToolResult result ->
                new Block.ToolResult(
                        result.toolUseId(), blocks(result.content(), "tool"), result.failed(), result.annotations());
            case Block.ToolUse use ->
                new Block.ToolUse(use.id(), use.name(), visit.apply(use.input()), use.kind(), use.annotations());
            default -> block;
        };
    }
}
