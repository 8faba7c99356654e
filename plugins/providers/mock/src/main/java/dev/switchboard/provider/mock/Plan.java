package dev.switchboard.provider.mock;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A reply as far as the request leaves room for it.
 *
 * @param content  what every choice says
 * @param reason   why it ends there
 * @param sequence the stop sequence that ended it
 * @param usage    what all choices together use
 * @param choices  how many choices say it
 */
record Plan(List<Block> content, StopReason reason, Optional<String> sequence, Usage usage, int choices) {
    private static final int MAX_CHOICES = 128;

    static Plan of(ChatRequest request, MockReply reply) {
        long room = request.maxOutputTokens().orElse(Long.MAX_VALUE);
        if (room < 0) {
            throw GatewayException.of(
                    ErrorKind.INVALID_REQUEST, "the most output tokens: " + room + " (expected: 1 or more)");
        }
        Cutter cutter = new Cutter(room, request.stop());
        List<Block> content = new ArrayList<>();
        for (Block block : reply.content()) {
            cutter.cut(block).ifPresent(content::add);
        }
        int choices = Math.clamp(request.choices().orElse(1), 1, MAX_CHOICES);
        Usage usage = reply.usage().orElseGet(() -> count(request, content, choices));
        return new Plan(List.copyOf(content), cutter.reason(content), cutter.sequence(), usage, choices);
    }

    private static Usage count(ChatRequest request, List<Block> content, int choices) {
        long output = 0;
        long reasoning = 0;
        for (Block block : content) {
            long words = Words.count(text(block));
            if (block instanceof Block.Thinking) {
                reasoning += words;
            } else {
                output += words;
            }
        }
        return Usage.builder()
                .set(Bucket.INPUT, Words.count(request))
                .set(Bucket.OUTPUT, output * choices)
                .set(Bucket.REASONING, reasoning * choices)
                .build();
    }

    ChatResponse response(String id, String model, Instant created) {
        List<ChatResponse.Choice> all = IntStream.range(0, choices)
                .mapToObj(index -> new ChatResponse.Choice(index, content, reason, sequence))
                .toList();
        return new ChatResponse(id, model, created, all, usage, Extras.NONE);
    }

    /** The events of the whole stream. */
    List<ChatEvent> events(String id, String model, Instant created) {
        List<ChatEvent> events = new ArrayList<>();
        events.add(new ChatEvent.Started(id, model, created, Extras.NONE));
        for (int choice = 0; choice < choices; choice++) {
            for (int index = 0; index < content.size(); index++) {
                addBlock(events, choice, index, content.get(index));
            }
            events.add(new ChatEvent.Stopped(choice, reason, sequence));
        }
        events.add(new ChatEvent.UsageReported(usage));
        return events;
    }

    private static void addBlock(List<ChatEvent> events, int choice, int index, Block block) {
        Function<String, Delta> delta = switch (block) {
            case Block.Text _ -> Delta.Text::new;
            case Block.Thinking _ -> Delta.Thinking::new;
            case Block.ToolUse _ -> Delta.Input::new;
            default -> Delta.Text::new;
        };
        String text = text(block);
        events.add(new ChatEvent.BlockStarted(choice, index, text.isEmpty() ? block : withText(block, "")));
        for (String word : Words.split(text)) {
            events.add(new ChatEvent.BlockDelta(choice, index, delta.apply(word)));
        }
        events.add(new ChatEvent.BlockStopped(choice, index));
    }

    /** What grows word by word; empty for a block that comes whole. */
    private static String text(Block block) {
        return switch (block) {
            case Block.Text text -> text.text();
            case Block.Thinking thinking -> thinking.text();
            case Block.ToolUse use -> use.input();
            default -> "";
        };
    }

    private static Block withText(Block block, String text) {
        return switch (block) {
            case Block.Text it -> new Block.Text(text, it.annotations());
            case Block.Thinking it -> new Block.Thinking(text, it.signature(), it.annotations());
            case Block.ToolUse it -> new Block.ToolUse(it.id(), it.name(), text, it.kind(), it.annotations());
            default -> block;
        };
    }

    /** Applies the limits of one request to block after block. */
    private static final class Cutter {
        private final List<String> stop;
        private long left;
        private boolean full;
        private Optional<String> sequence = Optional.empty();

        Cutter(long limit, List<String> stop) {
            this.left = limit;
            this.stop = stop;
        }

        Optional<String> sequence() {
            return sequence;
        }

        Optional<Block> cut(Block block) {
            if (full || sequence.isPresent()) {
                return Optional.empty();
            }
            String text = block instanceof Block.Text ? beforeStop(text(block)) : text(block);
            List<String> words = Words.split(text);
            if (words.size() > left) {
                full = true;
                text = String.join("", words.subList(0, (int) left));
            }
            left -= Math.min(left, words.size());
            return Optional.of(withText(block, text));
        }

        private String beforeStop(String text) {
            int end = text.length();
            for (String candidate : stop) {
                int found = candidate.isEmpty() ? -1 : text.indexOf(candidate);
                if (found >= 0 && found < end) {
                    end = found;
                    sequence = Optional.of(candidate);
                }
            }
            return text.substring(0, end);
        }

        StopReason reason(List<Block> content) {
            if (full) {
                return StopReason.MAX_TOKENS;
            } else if (sequence.isPresent()) {
                return StopReason.STOP_SEQUENCE;
            }
            return content.stream().anyMatch(Block.ToolUse.class::isInstance)
                    ? StopReason.TOOL_USE
                    : StopReason.END_TURN;
        }
    }
}
