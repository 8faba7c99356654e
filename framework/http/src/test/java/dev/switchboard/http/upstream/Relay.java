package dev.switchboard.http.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes from one port to another, behind TLS or behind an HTTP proxy's CONNECT. */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final boolean tunnel;
    private final int status;

    /** The heads of the CONNECT requests. */
    final List<String> tunnels = new CopyOnWriteArrayList<>();

    private Relay(ServerSocket listener, int target, boolean tunnel, int status) {
        this.status = status;
        this.listener = listener;
        this.target = target;
        this.tunnel = tunnel;
        Thread.startVirtualThread(this::accept);
    }

    /** Passes on what comes to that socket, which may be a server's end of TLS. */
    static Relay from(ServerSocket listener, int target) {
        return new Relay(listener, target, false, 200);
    }

    /** A proxy that, whatever it is asked to connect to, connects to that port. */
    static Relay proxy(int target) throws IOException {
        return proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    }

    /** The same behind a socket that may be a server's end of TLS. */
    static Relay proxy(ServerSocket listener, int target) {
        return new Relay(listener, target, true, 200);
    }

    /** A proxy that connects to nothing. */
    static Relay refusing(int status) throws IOException {
        return new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), 0, true, status);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a handshake that failed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (tunnel) {
                tunnels.add(head(client.getInputStream()));
                answer(client);
            }
            if (status == 200) {
                connect(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket client) throws IOException {
        String length = status == 200 ? "" : "Content-Length: 0\r\n";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + " Status\r\n" + length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void connect(Socket client) throws IOException, InterruptedException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread back = Thread.startVirtualThread(() -> pass(server, client));
            pass(client, server);
            back.join();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static void pass(Socket from, Socket to) {
        try (to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One side has left, the other one follows.
        }
    }
}
