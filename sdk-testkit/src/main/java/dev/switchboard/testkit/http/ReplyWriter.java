package dev.switchboard.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the script of one reply on one connection. */
final class ReplyWriter {
    private static final byte[] LAST_CHUNK = HeadRenderer.ascii("0\r\n\r\n");

    private final Socket socket;
    private final OutputStream out;
    private final CallerWatch watch;
    private final Reply reply;
    private final boolean announceClose;
    private final boolean withBody;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(512);
    private boolean headWritten;
    private long written;

    ReplyWriter(Socket socket, CallerWatch watch, Reply reply, boolean announceClose, boolean headRequest)
            throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.watch = watch;
        this.reply = reply;
        this.announceClose = announceClose;
        this.withBody = !headRequest && reply.status() != 204 && reply.status() != 304;
    }

    /** Bytes that the operating system has taken so far. */
    long written() {
        return written;
    }

    /** Runs the script to its end, or to the end of the connection if that comes first. */
    Outcome.End write() {
        try {
            for (Iterator<Step> steps = reply.steps().iterator(); steps.hasNext(); ) {
                Outcome.End end = perform(steps.next(), steps.hasNext());
                if (end != null) {
                    return end;
                }
            }
            head();
            if (withBody && reply.framing() == Reply.Framing.CHUNKED) {
                pending.writeBytes(LAST_CHUNK);
            }
            flush();
            return Outcome.End.COMPLETED;
        } catch (IOException e) {
            return Outcome.End.ABORTED_BY_CALLER;
        }
    }

    private Outcome.@Nullable End perform(Step step, boolean moreFollows) throws IOException {
        switch (step) {
            case Step.Interim(int status, List<Header> headers) -> {
                pending.writeBytes(HeadRenderer.render(status, headers));
                pending.writeBytes(HeadRenderer.LINE_END);
                flush();
            }
            case Step.Head() -> {
                head();
                flush();
            }
            case Step.Send send -> send(send, moreFollows);
            case Step.Make(var made) -> {
                byte[] piece = made.get();
                send(new Step.Send(piece, piece.length), moreFollows);
            }
            case Step.Pause(var duration) -> {
                flush();
                return watch.pause(duration) ? null : Outcome.End.ABORTED_BY_CALLER;
            }
            case Step.Hold(Gate gate) -> {
                flush();
                return watch.hold(gate) ? null : Outcome.End.ABORTED_BY_CALLER;
            }
            case Step.End(Cut how) -> {
                flush();
                Sockets.close(socket, how);
                return Outcome.End.CUT;
            }
        }
        return null;
    }

    private void send(Step.Send send, boolean moreFollows) throws IOException {
        head();
        if (withBody) {
            append(send);
        }
        if (moreFollows) {
            flush();
        }
    }

    private void append(Step.Send send) {
        boolean chunked = reply.framing() == Reply.Framing.CHUNKED;
        if (chunked) {
            pending.writeBytes(HeadRenderer.ascii(Integer.toHexString(send.announced())));
            pending.writeBytes(HeadRenderer.LINE_END);
        }
        pending.writeBytes(send.bytes());
        if (chunked && send.bytes().length == send.announced()) {
            pending.writeBytes(HeadRenderer.LINE_END);
        }
    }

    private void head() {
        if (headWritten || reply.framing() == Reply.Framing.RAW) {
            return;
        }
        headWritten = true;
        pending.writeBytes(reply.head());
        if (announceClose || reply.framing() == Reply.Framing.UNTIL_CLOSE) {
            pending.writeBytes(HeadRenderer.CONNECTION_CLOSE);
        }
        pending.writeBytes(HeadRenderer.LINE_END);
    }

    private void flush() throws IOException {
        if (pending.size() > 0) {
            pending.writeTo(out);
            written += pending.size();
            pending.reset();
        }
    }
}
