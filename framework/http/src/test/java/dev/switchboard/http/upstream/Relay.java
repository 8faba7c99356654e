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

    /** The heads of the CONNECT requests. */
    final List<String> tunnels = new CopyOnWriteArrayList<>();

    private Relay(ServerSocket listener, int target, boolean tunnel) {
        this.listener = listener;
        this.target = target;
        this.tunnel = tunnel;
        Thread.startVirtualThread(this::accept);
    }

    /** Passes on what comes to that socket, which may be a server's end of TLS. */
    static Relay from(ServerSocket listener, int target) {
        return new Relay(listener, target, false);
    }

    /** A proxy that, whatever it is asked to connect to, connects to that port. */
    static Relay proxy(int target) throws IOException {
        return new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, true);
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
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (tunnel) {
                tunnels.add(head(client.getInputStream()));
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            Thread back = Thread.startVirtualThread(() -> pass(server, client));
            pass(client, server);
            back.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
