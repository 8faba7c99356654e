package dev.switchboard.testkit.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Serves one accepted connection, request after request, on the thread that runs it. */
final class Connection implements Runnable {
    private static final int MAX_BODY_BYTES = 256 << 20;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final long id;
    private final Socket socket;
    private final Ledger ledger;
    private final Function<ReceivedRequest, Optional<Reply>> earlyScript;
    private final Function<ReceivedRequest, Reply> script;
    private volatile boolean upstreamClosed;

    Connection(
            long id,
            Socket socket,
            Ledger ledger,
            Function<ReceivedRequest, Optional<Reply>> earlyScript,
            Function<ReceivedRequest, Reply> script) {
        this.id = id;
        this.socket = socket;
        this.ledger = ledger;
        this.earlyScript = earlyScript;
        this.script = script;
    }

    @Override
    public void run() {
        try {
            WireInput input = new WireInput(socket.getInputStream());
            while (input.fill() && serve(input)) {}
        } catch (ProtocolException e) {
            ledger.addProblem("connection " + id + ": " + e.getMessage());
        } catch (IOException e) {
            // A connection reset between two requests is a way to leave.
        } finally {
            Sockets.close(socket, Cut.FIN);
        }
    }

    void close(Cut how) {
        upstreamClosed = true;
        Sockets.close(socket, how);
    }

    /** Reads one request and answers it; false when the connection is not to be used again. */
    private boolean serve(WireInput input) throws IOException {
        String[] requestLine = input.line().split(" ", -1);
        if (requestLine.length != 3 || !requestLine[2].startsWith("HTTP/1.")) {
            throw new ProtocolException("request line: " + String.join(" ", requestLine));
        }
        List<Header> headers = input.headers();
        ReceivedRequest bodyless = new ReceivedRequest(id, requestLine[0], requestLine[1], headers, new byte[0]);
        Optional<Reply> early = earlyScript.apply(bodyless);
        if (early.isPresent()) {
            ledger.add(bodyless);
            answer(bodyless, early.get(), input, true);
            drain(input);
            return false;
        }
        if (Header.first(headers, "expect")
                .filter("100-continue"::equalsIgnoreCase)
                .isPresent()) {
            socket.getOutputStream().write(CONTINUE);
        }
        byte[] body = BodyReader.ofRequest(input, headers).rest(MAX_BODY_BYTES);
        ReceivedRequest request = new ReceivedRequest(id, requestLine[0], requestLine[1], headers, body);
        ledger.add(request);
        return answer(request, script.apply(request), input, wantsClose(headers, requestLine[2]));
    }

    private boolean answer(ReceivedRequest request, Reply reply, WireInput input, boolean lastRequest)
            throws IOException {
        boolean head = request.method().equals("HEAD");
        ReplyWriter writer = new ReplyWriter(socket, new CallerWatch(input), reply, lastRequest, head);
        Outcome.End end = writer.write();
        boolean reusable = end == Outcome.End.COMPLETED && !lastRequest && !reply.endsConnection();
        if (end == Outcome.End.ABORTED_BY_CALLER && upstreamClosed) {
            end = Outcome.End.UPSTREAM_CLOSED;
        }
        request.end(end, writer.written());
        return reusable;
    }

    /**
     * Closing over unread input would reset the connection and take the reply away from a caller who is still sending.
     */
    private void drain(WireInput input) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout((int) Progress.PATIENCE.toMillis());
        while (input.some(Integer.MAX_VALUE).length > 0) {}
    }

    private static boolean wantsClose(List<Header> headers, String version) {
        String connection = Header.first(headers, "connection").orElse(version.equals("HTTP/1.0") ? "close" : "");
        return connection.equalsIgnoreCase("close");
    }
}
