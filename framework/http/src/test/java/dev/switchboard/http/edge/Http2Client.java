package dev.switchboard.http.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/** Speaks HTTP/2 without TLS from the first byte on, which Java's own client does not. */
final class Http2Client implements AutoCloseable {
    private static final int SECONDS = 15;

    private final HTTP2Client client = new HTTP2Client();
    private final Session session;
    private final int port;

    Http2Client(int port) throws Exception {
        this.port = port;
        client.setMaxRequestHeadersSize(256 * 1024);
        client.start();
        session = client.connect(new InetSocketAddress("127.0.0.1", port), new Session.Listener() {})
                .get(SECONDS, TimeUnit.SECONDS);
    }

    /** Sends a request; returns status, a space and the body. @throws IOException if the stream was reset */
    String exchange(String method, String path, String body) throws Exception {
        return exchange(method, path, HttpFields.EMPTY, body);
    }

    /** As the other, with header fields. */
    String exchange(String method, String path, HttpFields fields, String body) throws Exception {
        Reply reply = new Reply();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Stream stream = session.newStream(headers(method, path, fields, bytes.length == 0), reply)
                .get(SECONDS, TimeUnit.SECONDS);
        if (bytes.length > 0) {
            stream.data(new DataFrame(stream.getId(), java.nio.ByteBuffer.wrap(bytes), true), Callback.NOOP);
        }
        try {
            return reply.done.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    /** Starts a request and takes it back as soon as it has arrived. */
    void startAndReset(String path, CountDownLatch arrived) throws Exception {
        Stream stream = session.newStream(headers("GET", path, HttpFields.EMPTY, true), new Reply())
                .get(SECONDS, TimeUnit.SECONDS);
        if (!arrived.await(SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the request did not arrive");
        }
        stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
    }

    private HeadersFrame headers(String method, String path, HttpFields fields, boolean end) {
        HttpURI uri = HttpURI.from("http://127.0.0.1:" + port + path);
        return new HeadersFrame(new MetaData.Request(method, uri, HttpVersion.HTTP_2, fields), null, end);
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }

    private static final class Reply implements Stream.Listener {
        final CompletableFuture<String> done = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onHeaders(Stream stream, HeadersFrame frame) {
            text.append(((MetaData.Response) frame.getMetaData()).getStatus()).append(' ');
            stream.demand();
        }

        @Override
        public void onDataAvailable(Stream stream) {
            Stream.Data data = stream.readData();
            if (data == null) {
                stream.demand();
                return;
            }
            text.append(StandardCharsets.UTF_8.decode(data.frame().getByteBuffer()));
            boolean last = data.frame().isEndStream();
            data.release();
            if (last) {
                done.complete(text.toString());
            } else {
                stream.demand();
            }
        }

        @Override
        public void onReset(Stream stream, ResetFrame frame, Callback callback) {
            done.completeExceptionally(new IOException("reset with code " + frame.getError()));
            callback.succeeded();
        }
    }
}
