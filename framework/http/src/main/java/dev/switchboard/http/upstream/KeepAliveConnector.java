package dev.switchboard.http.upstream;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ClientConnector;

/** Asks the system to probe silent connections: a model may think for minutes, and a peer may vanish meanwhile. */
final class KeepAliveConnector extends ClientConnector {
    @Override
    protected void configure(SelectableChannel selectable) throws IOException {
        super.configure(selectable);
        if (selectable instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
    }
}
