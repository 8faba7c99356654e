package dev.switchboard.http.edge;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Listens for TLS connections: HTTP/1.1, and HTTP/2 where ALPN agrees on it. On Jetty's selectors. */
final class TlsConnector extends ServerConnector {
    private final int maxConnections;

    TlsConnector(
            Server server,
            EdgeResources resources,
            EdgeOptions options,
            HttpConfiguration http1,
            HttpConfiguration http2,
            EdgeOptions.Tls tls)
            throws IOException {
        super(server, null, null, null, 1, 1, factories(resources, options, http1, http2, tls));
        maxConnections = options.limits().connections();
        setHost(options.host());
        setPort(options.port());
        setName(options.name());
        setIdleTimeout(options.limits().idleTimeout().toMillis());
    }

    private static ConnectionFactory[] factories(
            EdgeResources resources,
            EdgeOptions options,
            HttpConfiguration configuration,
            HttpConfiguration http2,
            EdgeOptions.Tls tls)
            throws IOException {
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        secure.setSniHostCheck(false);
        configuration.addCustomizer(secure);
        http2.addCustomizer(secure);
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(PemKeyStore.load(tls));
        context.setKeyStorePassword("");
        List<ConnectionFactory> factories = new ArrayList<>();
        ConnectionFactory http1 = new TimedConnection.Factory(configuration, resources.watchdog(), options.limits());
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        factories.add(new SslConnectionFactory(context, alpn.getProtocol()));
        factories.add(alpn);
        if (options.http2()) {
            factories.add(new HTTP2ServerConnectionFactory(http2));
        }
        factories.add(http1);
        return factories.toArray(ConnectionFactory[]::new);
    }

    @Override
    protected WatchedEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        WatchedEndPoint endPoint = new WatchedEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    public void accept(int acceptor) throws IOException {
        @Nullable ServerSocketChannel listener = (ServerSocketChannel) getTransport();
        if (listener == null || !listener.isOpen()) {
            return;
        }
        SocketChannel accepted = listener.accept();
        if (getConnectedEndPoints().size() >= maxConnections) {
            // A reply would need a handshake first, which is what there is no room for.
            accepted.close();
        } else {
            accepted.configureBlocking(false);
            configure(accepted.socket());
            getSelectorManager().accept(accepted);
        }
    }
}
