package dev.switchboard.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends any bytes, one connection each, and hides nothing of what comes back. Blocking; for one thread at
 * a time. Every read gives up with a {@link SocketTimeoutException} after the patience, ten seconds unless said
 * otherwise.
 *
 * <pre>{@code
 * try (RawHttp http = RawHttp.connect(upstream.baseUrl())) {
 *     http.send("GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n");
 *     RawReply reply = http.readReply();
 * }
 * }</pre>
 */
public final class RawHttp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final OutputStream out;
    private final WireInput input;
    private @Nullable ReplyStream last;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.input = new WireInput(socket.getInputStream());
    }

    /** Connects to host and port of that address. */
    public static RawHttp connect(URI address) throws IOException {
        return connect(address, PATIENCE);
    }

    /** As {@link #connect(URI)}, with a patience of the caller's choice. */
    public static RawHttp connect(URI address, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) patience.toMillis());
            return new RawHttp(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Writes those bytes at once. */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Writes that text as ISO 8859-1, hence byte for character. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes those bytes piece by piece with a pause after each, as a slow or hostile caller does. */
    public void sendSlowly(byte[] bytes, Chunking chunking, Duration pause) throws IOException, InterruptedException {
        for (byte[] piece : chunking.split(bytes)) {
            send(piece);
            Thread.sleep(pause);
        }
    }

    /** Writes a request with a body in {@code content-length} framing; the header {@code host} is added. */
    public void request(String method, String target, List<Header> headers, String body) throws IOException {
        send(render(method, target, host(), headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ends the sending side and still reads. */
    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Reads one final reply with all of its body; a reply that stops short is returned as far as it came.
     *
     * @throws ProtocolException when the connection ends before a complete head, or breaks the rules of HTTP/1.1
     */
    public RawReply readReply() throws IOException {
        return readReply(false);
    }

    /** As {@link #readReply()}, for a HEAD request: headers that announce a body are not followed by one. */
    public RawReply readReplyToHead() throws IOException {
        return readReply(true);
    }

    /** Reads the head of the next final reply; its body is then read piece by piece. */
    public ReplyStream readHead() throws IOException {
        return readHead(false);
    }

    /** Blocks until the peer has closed; false when it sent a byte instead. A reset counts as closed. */
    public boolean awaitClose() throws IOException {
        try {
            return !input.fill();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether the last reply was read completely and left the connection open for another. */
    public boolean reusable() {
        return last != null && last.reusable();
    }

    /** Closes with a reset instead of an orderly end. */
    public void reset() {
        Sockets.close(socket, Cut.RST);
    }

    @Override
    public void close() {
        Sockets.close(socket, Cut.FIN);
    }

    private RawReply readReply(boolean toHead) throws IOException {
        ReplyStream stream = readHead(toHead);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] piece = stream.next(); piece != null; piece = stream.next()) {
            body.writeBytes(piece);
        }
        return stream.reply(body.toByteArray());
    }

    private ReplyStream readHead(boolean toHead) throws IOException {
        List<Integer> interim = new ArrayList<>();
        while (true) {
            if (!input.fill()) {
                throw new ProtocolException("connection ended before a reply");
            }
            String[] line = input.line().split(" ", 3);
            if (line.length < 2 || !line[0].startsWith("HTTP/1.") || !line[1].matches("[1-9]\\d\\d")) {
                throw new ProtocolException("status line: " + String.join(" ", line));
            }
            List<Header> headers = input.headers();
            int status = Integer.parseInt(line[1]);
            if (status >= 200) {
                last = new ReplyStream(input, status, line.length > 2 ? line[2] : "", headers, interim, toHead);
                return last;
            }
            interim.add(status);
        }
    }

    private String host() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    /** The bytes of a request, for callers who send the same one many times. */
    public static byte[] render(
            String method, String target, String host, List<Header> headers, byte @Nullable [] body) {
        StringBuilder head = new StringBuilder(256);
        head.append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nhost: ")
                .append(host)
                .append("\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (body != null && body.length > 0) {
            head.append("content-length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }
}
