package dev.switchboard.http.upstream;

import dev.switchboard.spi.http.Headers;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/**
 * Jetty's view of one attempt at an exchange: moves what arrives into the buffer. Its methods run on the selector's thread,
 * one at a time, and never block. Chunks are copied and released at once, so that no pooled buffer can leak.
 */
final class ReplyReceiver
        implements Request.Listener,
                Response.ContentSourceListener,
                Response.SuccessListener,
                Response.CompleteListener,
                Runnable {
    private final ReplyBuffer buffer;
    private final Consumer<ReplyReceiver> onFailure;

    private volatile boolean connected;
    private volatile boolean sent;
    private volatile boolean answering;
    private volatile boolean terminated;
    private volatile Content.Source source = Content.Source.from();
    private volatile Throwable failure = new IllegalStateException("not failed");

    ReplyReceiver(ReplyBuffer buffer, Consumer<ReplyReceiver> onFailure) {
        this.buffer = buffer;
        this.onFailure = onFailure;
    }

    /** Whether a connection was there. */
    boolean isConnected() {
        return connected;
    }

    /** Whether the request was written completely. */
    boolean isSent() {
        return sent;
    }

    /** Whether the head of the reply has arrived. */
    boolean isAnswering() {
        return answering;
    }

    /** Whether both request and reply are over, and the connection is back in the pool or closed. */
    boolean isTerminated() {
        return terminated;
    }

    /** Why it failed; only inside of the callback. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void onBegin(Request request) {
        connected = true;
        buffer.connected();
    }

    @Override
    public void onSuccess(Request request) {
        sent = true;
    }

    @Override
    public void onContentSource(Response response, Content.Source content) {
        answering = true;
        source = content;
        HttpFields fields = response.getHeaders();
        long length = fields.contains(HttpHeader.CONTENT_LENGTH) ? fields.getLongField(HttpHeader.CONTENT_LENGTH) : -1;
        buffer.head(response.getStatus(), headers(fields), length);
        receiveAvailable();
    }

    /** Data has come that was asked for. Asks for more without looking first, which would cost a system call. */
    @Override
    public void run() {
        Content.Chunk chunk = source.read();
        if (chunk == null) {
            source.demand(this);
        } else if (store(chunk)) {
            source.demand(this);
        }
        buffer.wake();
    }

    @Override
    public void onSuccess(Response response) {
        // Usually the request is long sent and the exchange ends right after this; the reader is then woken only once,
        // and finds the connection back in the pool.
        if (!sent) {
            buffer.end();
        }
    }

    @Override
    public void onComplete(Result result) {
        terminated = true;
        if (result.getResponseFailure() == null && answering) {
            buffer.end();
        } else {
            failure = result.getFailure();
            onFailure.accept(this);
        }
    }

    /** Takes all that has arrived together with the head, so that a short reply wakes the reader once. */
    private void receiveAvailable() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                buffer.wake();
                return;
            }
            if (!store(chunk)) {
                return;
            }
        }
    }

    /** Whether there is more to ask for now. */
    private boolean store(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            // Jetty reports it once more when the exchange is over.
            return false;
        }
        boolean room = !chunk.hasRemaining() || buffer.append(chunk.getByteBuffer(), this::resume);
        boolean last = chunk.isLast();
        chunk.release();
        if (!room) {
            buffer.wake();
        }
        return room && !last;
    }

    private void resume() {
        source.demand(this);
    }

    private static Headers headers(HttpFields fields) {
        Headers.Builder builder = Headers.builder();
        fields.forEach(field -> builder.addTrusted(field.getName(), String.valueOf(field.getValue())));
        return builder.build();
    }
}
