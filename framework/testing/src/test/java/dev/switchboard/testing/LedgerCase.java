package dev.switchboard.testing;

import dev.switchboard.spi.exchange.AttemptReport.End;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyBuilder;
import java.util.Set;

/**
 * One call of the proof that the ledger equals the upstream's: what is asked, how the upstream answers, when the caller leaves.
 * Everything follows from the call's number. Each event of a reply is one token of OpenAI's tokenizer, and so is each word asked.
 */
record LedgerCase(int number) {
    /** How a call goes. */
    enum Course {
        /** To its end. */
        COMPLETE(Set.of(End.COMPLETED)),
        /** The caller leaves before the first byte. */
        LEFT_BEFORE_FIRST_BYTE(Set.of(End.CLIENT_ABORT)),
        /** The caller leaves in the middle. */
        LEFT_IN_THE_MIDDLE(Set.of(End.CLIENT_ABORT)),
        /** The caller leaves after the last content and before usage is reported. */
        LEFT_BEFORE_USAGE(Set.of(End.CLIENT_ABORT)),
        /** The caller leaves after usage was reported and before the end. */
        LEFT_AFTER_USAGE(Set.of(End.CLIENT_ABORT)),
        /** The upstream's connection breaks. */
        UPSTREAM_CUT(Set.of(End.UPSTREAM_ABORT)),
        /** The upstream reports an error inside the stream. */
        UPSTREAM_ERROR(Set.of(End.ERROR));

        private final Set<End> ends;

        Course(Set<End> ends) {
            this.ends = ends;
        }
    }

    static final String USAGE_EVENT =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}}";
    /** What OpenAI adds to the tokens of a single message. */
    private static final int FRAME = 7;

    private static final int EVENTS_IN_THE_MIDDLE = 20;
    private static final String WORD = " cat";

    /** Of a hundred calls, ten are left by their callers, five are cut by the upstream, two end in an error event. */
    Course course() {
        return switch (number % 100) {
            case 3, 53 -> Course.LEFT_BEFORE_FIRST_BYTE;
            case 13, 33, 63, 83 -> Course.LEFT_IN_THE_MIDDLE;
            case 23, 73 -> Course.LEFT_BEFORE_USAGE;
            case 43, 93 -> Course.LEFT_AFTER_USAGE;
            case 7, 27, 47, 67, 87 -> Course.UPSTREAM_CUT;
            case 17, 57 -> Course.UPSTREAM_ERROR;
            default -> Course.COMPLETE;
        };
    }

    boolean leaves() {
        return course().name().startsWith("LEFT");
    }

    /** Whether the gateway reads on when the caller leaves. */
    boolean drained() {
        return number / 100 % 2 == 1;
    }

    boolean stream() {
        return course() != Course.COMPLETE || number % 2 == 0;
    }

    private int words() {
        return 5 + number % 40;
    }

    private int events() {
        return 40 + number % 60;
    }

    long inputTokens() {
        return words() + FRAME;
    }

    /** The output tokens that the upstream sent or would bill. */
    long outputTokens() {
        boolean whole = course() == Course.COMPLETE
                || course() == Course.LEFT_BEFORE_USAGE
                || course() == Course.LEFT_AFTER_USAGE
                || leaves() && drained();
        return whole ? events() : course() == Course.LEFT_BEFORE_FIRST_BYTE ? 0 : EVENTS_IN_THE_MIDDLE;
    }

    /** Whether the upstream said what it used. */
    boolean reported() {
        return course() == Course.COMPLETE || course() == Course.LEFT_AFTER_USAGE || leaves() && drained();
    }

    /** How many events a caller who leaves has seen by then: all that the upstream has sent. */
    int eventsBeforeLeaving() {
        return switch (course()) {
            case LEFT_IN_THE_MIDDLE -> EVENTS_IN_THE_MIDDLE;
            case LEFT_BEFORE_USAGE -> events();
            case LEFT_AFTER_USAGE -> events() + 2;
            default -> 0;
        };
    }

    /** A reply that was read on may have been complete before the gateway learned that its caller had gone. */
    boolean mayEnd(End end) {
        return course().ends.contains(end) || leaves() && drained() && end == End.COMPLETED;
    }

    String request() {
        return "{\"model\":\"" + (drained() ? "drained" : "cancelled") + "\",\"user\":\"" + number + "\",\"stream\":"
                + stream() + (stream() ? ",\"stream_options\":{\"include_usage\":true}" : "")
                + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + WORD.repeat(words()).strip() + "\"}]}";
    }

    /** The reply; where the caller leaves, it waits at the gate until the caller has gone. */
    Reply reply(Gate gate) {
        if (!stream()) {
            return Reply.json(Chat.COMPLETION
                    .replace("\"prompt_tokens\":3", "\"prompt_tokens\":" + inputTokens())
                    .replace("\"completion_tokens\":2", "\"completion_tokens\":" + events())
                    .replace("\"total_tokens\":5", "\"total_tokens\":" + (inputTokens() + events())));
        }
        ReplyBuilder script = Reply.sse();
        wait(script, Course.LEFT_BEFORE_FIRST_BYTE, gate);
        text(script, EVENTS_IN_THE_MIDDLE);
        wait(script, Course.LEFT_IN_THE_MIDDLE, gate);
        if (course() == Course.UPSTREAM_CUT) {
            return script.cut(Cut.FIN)
                    .build(); // with a reset, what is on its way would be lost, and nobody could count it
        } else if (course() == Course.UPSTREAM_ERROR) {
            return script.data(Chat.error("overloaded")).build();
        }
        text(script, events() - EVENTS_IN_THE_MIDDLE);
        wait(script, Course.LEFT_BEFORE_USAGE, gate);
        script.data(Chat.chunk("{}", "\"stop\""))
                .data(USAGE_EVENT.formatted(inputTokens(), events(), inputTokens() + events()));
        wait(script, Course.LEFT_AFTER_USAGE, gate);
        return script.done().build();
    }

    private void wait(ReplyBuilder script, Course where, Gate gate) {
        if (course() == where) {
            script.hold(gate);
        }
    }

    private static void text(ReplyBuilder script, int events) {
        for (int i = 0; i < events; i++) {
            script.data(Chat.text(WORD));
        }
    }
}
