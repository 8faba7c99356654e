package dev.switchboard.pipeline;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.BlockDelta;
import dev.switchboard.spi.chat.ChatEvent.BlockStarted;
import dev.switchboard.spi.chat.ChatEvent.BlockStopped;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatEvent.Started;
import dev.switchboard.spi.chat.ChatEvent.Stopped;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What has been said in a streamed chat, and how another model goes on from there: what the caller has got is put before it as the
 * assistant's last words. Only text can be taken up like that. Thinking, tool calls and everything else that a model must have
 * made itself cannot, and neither can several answers at a time or an answer in a given form.
 */
final class Continuation {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final Supplier<ChatRequest> asked;
    private final StringBuilder text = new StringBuilder();
    private boolean textOnly = true;
    private boolean stopped;
    private boolean started;
    private int open = -1;
    private int next;

    private int offset;
    private boolean joining;
    private boolean skipBlank;

    /** @param asked what the caller asks, read when it is needed */
    Continuation(Supplier<ChatRequest> asked) {
        this.asked = asked;
    }

    /** Takes note of what the caller gets. */
    void said(ChatEvent event) {
        switch (event) {
            case Started _ -> started = true;
            case BlockStarted(int choice, int index, Block.Text block)
            when choice == 0 -> {
                text.append(block.text());
                textOnly &= open < 0;
                open = index;
                next = index + 1;
            }
            case BlockDelta(int choice, int _, Delta.Text(String more)) when choice == 0 -> text.append(more);
            case BlockStopped(int choice, int _) when choice == 0 -> open = -1;
            case Stopped _ -> stopped = true;
            case ChatEvent.UsageReported _, ChatEvent.ProbabilitiesReported _, ChatEvent.Failed _ -> {}
            default -> textOnly = false;
        }
    }

    /** Why nobody else can go on; empty if somebody can. */
    Optional<String> obstacle() {
        if (!textOnly) {
            return Optional.of("more than text was said");
        }
        if (!started || stopped) {
            return Optional.of("it had not begun, or was over");
        }
        ChatRequest request = asked.get();
        boolean plain = request.choices().orElse(1) == 1
                && request.responseFormat().isEmpty()
                && request.reasoning().isEmpty();
        return plain
                ? Optional.empty()
                : Optional.of("the request asks for several answers, for a form or for reasoning");
    }

    /** How many characters have been said. */
    int length() {
        return text.length();
    }

    /** The request that lets another model go on; what it answers must go through {@link #onward}. */
    ChatRequest request() {
        ChatRequest request = asked.get();
        String last = text.toString().stripTrailing();
        joining = open >= 0;
        skipBlank = last.length() < text.length();
        offset = joining ? open : next;
        ChatRequest.Builder onward = request.toBuilder();
        if (!last.isEmpty()) {
            List<Message> messages = new ArrayList<>(request.messages());
            messages.add(Message.of(Role.ASSISTANT, last));
            onward.messages(messages);
        }
        request.maxOutputTokens()
                .ifPresent(most -> onward.maxOutputTokens(Math.max(1, most - text.length() / CHARACTERS_PER_TOKEN)));
        return onward.build();
    }

    /** An event of the model that goes on, as a part of the one reply. */
    List<ChatEvent> onward(ChatEvent event) {
        List<ChatEvent> told = new ArrayList<>(2);
        switch (event) {
            case Started _ -> {}
            case BlockStarted(int choice, int index, Block block) -> begin(choice, index, block, told);
            case BlockDelta(int choice, int index, Delta.Text(String more)) -> tell(choice, index + offset, more, told);
            case BlockDelta(int choice, int index, Delta delta) ->
                told.add(new BlockDelta(choice, index + offset, delta));
            case BlockStopped(int choice, int index) -> told.add(new BlockStopped(choice, index + offset));
            default -> told.add(event);
        }
        told.forEach(this::said);
        return told;
    }

    /** A text that comes first joins the one that was broken off; anything else begins after it. */
    private void begin(int choice, int index, Block block, List<ChatEvent> told) {
        if (joining) {
            joining = false;
            if (block instanceof Block.Text first) {
                tell(choice, index + offset, first.text(), told);
                return;
            }
            told.add(new BlockStopped(choice, open));
            offset++;
        }
        told.add(new BlockStarted(choice, index + offset, block));
    }

    /** The blank at the end of what was said was not shown to the one that goes on. */
    private void tell(int choice, int index, String more, List<ChatEvent> told) {
        String rest = skipBlank ? more.stripLeading() : more;
        if (!rest.isEmpty()) {
            skipBlank = false;
            told.add(new BlockDelta(choice, index, new Delta.Text(rest)));
        }
    }
}
