package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes up legal streams: blocks of all kinds, several choices, tool calls that overlap, texts cut anywhere. */
final class TestingStream {
    private static final String[] PIECES = {
        "", "a", " b ", "\n", "\"", "\\", "é", "日本", "\ud83d", "\ude00", "\u0000", "\u2028", "{\"x\":", "1.0}", "data: "
    };

    private final RandomGenerator random;
    private final List<ChatEvent> events = new ArrayList<>();

    private TestingStream(RandomGenerator random) {
        this.random = random;
    }

    static List<ChatEvent> of(RandomGenerator random) {
        TestingStream stream = new TestingStream(random);
        stream.build();
        return stream.events;
    }

    private void build() {
        Map<String, JsonText> extras = Map.of("system_fingerprint", new JsonText("\"fp\""), "error", JsonText.NULL);
        events.add(new ChatEvent.Started(
                "chatcmpl-1", "m-1", Instant.ofEpochSecond(1_700_000_000L, 999), Extras.of(Wire.OPENAI_CHAT, extras)));
        int choices = random.nextInt(1, 4);
        for (int choice = 0; choice < choices; choice++) {
            choice(choice);
        }
        if (random.nextBoolean()) {
            events.add(new ChatEvent.UsageReported(Usage.builder()
                    .set(Bucket.INPUT, random.nextInt(100))
                    .set(Bucket.CACHE_READ, random.nextInt(100))
                    .set(Bucket.OUTPUT, 1 + random.nextInt(100))
                    .set(Bucket.REASONING, random.nextInt(100))
                    .build()));
        }
    }

    private void choice(int choice) {
        int blocks = random.nextInt(5);
        List<Integer> open = new ArrayList<>();
        for (int index = 0; index < blocks; index++) {
            if (random.nextInt(3) == 0) {
                open.add(index);
                start(choice, index, toolUse(index));
            } else {
                single(choice, index);
            }
            open.forEach(tool -> delta(choice, tool, new Delta.Input(piece())));
        }
        open.forEach(tool -> delta(choice, tool, new Delta.Input(piece())));
        open.forEach(tool -> events.add(new ChatEvent.BlockStopped(choice, tool)));
        StopReason[] reasons = StopReason.values();
        events.add(new ChatEvent.Stopped(choice, reasons[random.nextInt(reasons.length)], Optional.empty()));
    }

    private Block toolUse(int index) {
        Kind kind = random.nextBoolean() ? Kind.FUNCTION : Kind.CUSTOM;
        return new Block.ToolUse("call_" + index, "tool" + index, piece(), kind, Annotations.NONE);
    }

    private void single(int choice, int index) {
        switch (random.nextInt(4)) {
            case 0 -> {
                start(choice, index, new Block.Thinking(piece(), Optional.empty(), Annotations.NONE));
                repeat(() -> delta(choice, index, new Delta.Thinking(piece())));
                if (random.nextBoolean()) {
                    delta(choice, index, new Delta.Signed(new Signature("anthropic", "sig-" + index)));
                }
            }
            case 1 -> {
                start(choice, index, new Block.Refusal(piece(), Annotations.NONE));
                repeat(() -> delta(choice, index, new Delta.Refusal(piece())));
            }
            case 2 ->
                start(
                        choice,
                        index,
                        new Block.RedactedThinking(new Signature("anthropic", "data-" + index), Annotations.NONE));
            default -> {
                start(choice, index, new Block.Text(piece()));
                repeat(() -> delta(choice, index, new Delta.Text(piece())));
            }
        }
        events.add(new ChatEvent.BlockStopped(choice, index));
    }

    private void repeat(Runnable action) {
        for (int i = random.nextInt(4); i > 0; i--) {
            action.run();
        }
    }

    private void start(int choice, int index, Block block) {
        events.add(new ChatEvent.BlockStarted(choice, index, block));
    }

    private void delta(int choice, int index, Delta delta) {
        events.add(new ChatEvent.BlockDelta(choice, index, delta));
    }

    private String piece() {
        return PIECES[random.nextInt(PIECES.length)];
    }
}
