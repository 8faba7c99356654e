package dev.switchboard.testkit.load;

import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes one exchange after the other and tallies each; never repeats one. Safe for use by any thread. */
final class LoadCaller {
    private final URI target;
    private final Predicate<RawReply> accepted;
    private final byte[] unary;
    private final byte[] stream;
    private final LoadTally tally;

    LoadCaller(LoadPlan plan, LoadTally tally) {
        this.target = plan.target;
        this.accepted = plan.accepted;
        this.unary = plan.render(plan.unary);
        this.stream = plan.render(plan.stream);
        this.tally = tally;
    }

    /**
     * One unary exchange.
     *
     * @param kept a connection to use, or null for a new one
     * @param due {@link System#nanoTime()} of the moment from which latency counts
     * @return the connection if it can be used again
     */
    @Nullable
    RawHttp callUnary(@Nullable RawHttp kept, long due) {
        return call(kept, unary, reply -> {
            if (answered(reply)) {
                tally.unaryAnswered(System.nanoTime() - due);
            }
        });
    }

    /** One streamed exchange, read to its end; parameter and result as with {@link #callUnary}. */
    @Nullable
    RawHttp callStream(@Nullable RawHttp kept) {
        return call(kept, stream, reply -> {
            if (answered(reply)) {
                tally.streamCompleted();
            } else if (reply.end() != RawReply.End.COMPLETE) {
                tally.streamCut();
            }
        });
    }

    private @Nullable RawHttp call(@Nullable RawHttp kept, byte[] request, ReplyJudge judge) {
        RawHttp http = kept;
        try {
            http = http == null ? RawHttp.connect(target) : http;
            http.send(request);
            judge.judge(http.readReply());
            if (http.reusable()) {
                return http;
            }
        } catch (IOException e) {
            String connection = kept == null ? "new connection: " : "kept connection: ";
            tally.failed(connection + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        if (http != null) {
            http.close();
        }
        return null;
    }

    private boolean answered(RawReply reply) {
        if (reply.end() != RawReply.End.COMPLETE) {
            tally.failed("status " + reply.status() + ", body " + reply.end());
            return false;
        }
        if (!accepted.test(reply)) {
            tally.failed("status " + reply.status() + ", not accepted");
            return false;
        }
        return true;
    }

    private interface ReplyJudge {
        void judge(RawReply reply);
    }
}
