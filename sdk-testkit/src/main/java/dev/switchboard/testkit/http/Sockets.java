package dev.switchboard.testkit.http;

import java.io.IOException;
import java.net.Socket;

/** The two ways to close a socket, without a complaint when it is closed already. */
final class Sockets {
    private Sockets() {}

    static void close(Socket socket, Cut how) {
        try (socket) {
            switch (how) {
                // Closing with unread input would send a reset: end our side in order first.
                case FIN -> socket.shutdownOutput();
                case RST -> socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // Closed by the peer or by another thread: what we wanted has happened.
        }
    }
}
