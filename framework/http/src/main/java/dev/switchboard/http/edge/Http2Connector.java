package dev.switchboard.http.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;

/**
 * Serves connections that opened with HTTP/2 on a {@link PlainConnector}'s port. HTTP/2 multiplexes, so that one blocking
 * thread per connection does not fit; these connections run on a Jetty selector.
 */
final class Http2Connector extends AbstractConnector implements PlainConnector.HandOver {
    private final SelectorManager selectors;

    Http2Connector(Server server, EdgeOptions options, HTTP2CServerConnectionFactory factory) {
        super(server, null, null, null, 0, factory);
        setIdleTimeout(options.limits().idleTimeout().toMillis());
        setName(options.name() + "-http2");
        selectors = new Selectors();
        installBean(selectors, true);
    }

    @Override
    public void take(SocketChannel channel, ByteBuffer first) throws IOException {
        channel.configureBlocking(false);
        selectors.accept(channel, first);
    }

    @Override
    protected void accept(int acceptor) {
        throw new UnsupportedOperationException("connections are handed over, not accepted");
    }

    @Override
    public Object getTransport() {
        return selectors;
    }

    private final class Selectors extends SelectorManager {
        Selectors() {
            super(Http2Connector.this.getExecutor(), Http2Connector.this.getScheduler(), 1);
        }

        @Override
        protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
            SocketChannelEndPoint endPoint =
                    new SocketChannelEndPoint((SocketChannel) channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }

        @Override
        public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object first) {
            Connection connection = getDefaultConnectionFactory().newConnection(Http2Connector.this, endPoint);
            ((Connection.UpgradeTo) connection).onUpgradeTo((ByteBuffer) first);
            return connection;
        }

        @Override
        protected void endPointOpened(EndPoint endPoint) {
            super.endPointOpened(endPoint);
            onEndPointOpened(endPoint);
        }

        @Override
        protected void endPointClosed(EndPoint endPoint) {
            onEndPointClosed(endPoint);
            super.endPointClosed(endPoint);
        }
    }
}
