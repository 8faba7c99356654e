package dev.switchboard.http.upstream;

import dev.switchboard.http.upstream.ReplyBuffer.Room;
import dev.switchboard.spi.http.Headers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's view of one attempt at an exchange: moves what arrives into the buffer. Its methods run on the selector's thread,
 * one at a time, and never block. Chunks are copied and released at once, so that no pooled buffer can leak.
 */
final class ReplyReceiver
        implements Request.Listener,
                Response.ContentSourceListener,
                Response.SuccessListener,
                Response.CompleteListener,
                Invocable.Task {
    private static final Throwable READER_LEFT = new ReaderLeft();
    private static final Duration SETTLING = Duration.ofMillis(20);
    private static final long MOMENT_NANOS = 20_000;

    private final ReplyBuffer buffer;
    private final Leg leg;
    private final boolean longRequest;

    private volatile boolean sent;
    private volatile boolean answering;
    private volatile boolean over;
    private volatile @Nullable PatientConnection connection;
    private volatile Content.Source source = Content.Source.from();
    private boolean begun;

    // Guarded by this
    private boolean running;
    private boolean paused;
    private boolean roomAgain;
    private boolean unwanted;

    ReplyReceiver(ReplyBuffer buffer, Leg leg, boolean longRequest) {
        this.buffer = buffer;
        this.leg = leg;
        this.longRequest = longRequest;
    }

    @Override
    public void onBegin(Request request) {
        connection = (PatientConnection) request.getConnection();
        buffer.connected();
    }

    @Override
    public void onSuccess(Request request) {
        sent = true;
    }

    /**
     * Closes the connection unless the exchange is over. Any thread.
     *
     * <p>Jetty gives its network buffer back only when it reads: whoever
     * ends an exchange while content is being handled would take that buffer out of the pool. The ending is then left to
     * the handling thread.
     */
    void abort(Request request) {
        boolean wasPaused;
        synchronized (this) {
            boolean known = unwanted;
            unwanted = true;
            if (known || running) {
                return;
            }
            wasPaused = paused;
            paused = false;
        }
        if (wasPaused) {
            demand();
        } else if (isUndisturbed()) {
            request.abort(READER_LEFT);
        }
    }

    /**
     * Waits for the few microseconds in which Jetty looks for data before or after our callback. False if the exchange ended
     * meanwhile, or if a callback has begun, which sees that nobody wants it.
     */
    private boolean isUndisturbed() {
        long deadline = Patience.deadline(SETTLING);
        PatientConnection open = connection;
        while (!over && open != null && !open.isFillInterested() && System.nanoTime() - deadline < 0) {
            synchronized (this) {
                if (running) {
                    return false;
                }
            }
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        return !over;
    }

    @Override
    public void onContentSource(Response response, Content.Source content) {
        answering = true;
        source = content;
        HttpFields fields = response.getHeaders();
        long length = fields.contains(HttpHeader.CONTENT_LENGTH) ? fields.getLongField(HttpHeader.CONTENT_LENGTH) : -1;
        buffer.head(response.getStatus(), headers(fields), length);
        requireConnection().afterwards(this::begin);
    }

    private void begin() {
        source.demand(this);
        buffer.wake(); // to the head, if nothing else has come with it
    }

    /**
     * Data has come that was asked for. What has arrived together with the head is taken at once, so that a short reply wakes
     * the reader once; later there is no looking for more, which would cost a system call.
     */
    @Override
    public void run() {
        enter();
        boolean all = !begun;
        begun = true;
        Next next;
        do {
            Content.Chunk chunk = source.read();
            next = chunk == null ? Next.DEMAND : store(chunk);
        } while (all && next == Next.READ);
        proceed(next == Next.READ ? Next.DEMAND : next);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void onSuccess(Response response) {
        if (longRequest && !sent) {
            // The upstream has answered early and may never read the rest.
            buffer.end();
        } else {
            // The exchange ends right after this: the reader is then woken once and finds the connection in the pool. A
            // short
            // request is sent by now, even if the thread that wrote it has not said so yet.
            over = true;
        }
    }

    @Override
    public void onComplete(Result result) {
        over = true;
        if (result.getResponseFailure() == null && answering) {
            buffer.end();
        } else {
            buffer.fail(Failures.of(result.getFailure(), leg, connection != null, answering));
        }
    }

    /** What to do after a chunk. */
    private enum Next {
        READ,
        DEMAND,
        PAUSE,
        HANG_UP,
        STOP
    }

    private Next store(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            // Jetty reports it once more when the exchange is over.
            return Next.STOP;
        }
        Room room = chunk.hasRemaining() ? buffer.append(chunk.getByteBuffer(), this::resume) : Room.MORE;
        boolean last = chunk.isLast();
        chunk.release();
        return switch (room) {
            case MORE -> last ? Next.STOP : Next.READ;
            case FULL -> last ? Next.STOP : Next.PAUSE;
            case UNWANTED -> last ? Next.STOP : Next.HANG_UP;
        };
    }

    private void proceed(Next next) {
        if (next == Next.PAUSE && pause()) {
            buffer.wake();
            return;
        }
        if (next == Next.DEMAND || next == Next.PAUSE) {
            // Only registered here: Jetty acts on it when this callback has returned.
            source.demand(this);
        }
        boolean hangUp = leave() || next == Next.HANG_UP;
        if (next != Next.STOP) {
            if (hangUp) {
                hangUp();
            }
            buffer.wake();
        }
    }

    private synchronized void enter() {
        running = true;
        roomAgain = false;
    }

    /** Ends the callback without asking for more, unless the reader was faster. */
    private synchronized boolean pause() {
        paused = !roomAgain && !unwanted;
        running = !paused;
        return paused;
    }

    /** Ends the callback; true if somebody wants the exchange to end and left that to it. */
    private synchronized boolean leave() {
        running = false;
        return unwanted;
    }

    /** Closes the socket and then reads until Jetty notices, which gives the network buffer back. */
    private void hangUp() {
        requireConnection().getEndPoint().close();
        Content.Chunk chunk = source.read();
        while (chunk != null && !Content.Chunk.isFailure(chunk)) {
            chunk.release();
            chunk = chunk.isLast() ? null : source.read();
        }
    }

    /** The reader has made room. */
    private void resume() {
        synchronized (this) {
            roomAgain = true;
            if (!paused) {
                return;
            }
            paused = false;
        }
        demand();
    }

    /** Asks for more on a thread that is not Jetty's. */
    private void demand() {
        requireConnection().receive(() -> source.demand(this));
    }

    private PatientConnection requireConnection() {
        return Objects.requireNonNull(connection, "no reply comes without a connection");
    }

    private static Headers headers(HttpFields fields) {
        Headers.Builder builder = Headers.builder();
        fields.forEach(field -> builder.addTrusted(field.getName(), String.valueOf(field.getValue())));
        return builder.build();
    }

    /** Says to Jetty why; carries no stack, since there is nothing to find. */
    private static final class ReaderLeft extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReaderLeft() {
            super("the reader left", null, false, false);
        }
    }
}
