package dev.switchboard.http.upstream;

import java.time.Duration;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Sets Jetty's client up so that it sends and returns what it is given, and nothing else. */
final class HttpClients {
    /** A long reply is then read in few pieces. The buffer is held only while there is something to read. */
    private static final int READ_BYTES = 64 << 10;

    /** What is known of an upstream that nobody calls any more is forgotten after this, which is longer than a connection is kept. */
    private static final Duration FORGET = Duration.ofMinutes(10);

    private HttpClients() {}

    static HttpClient start(TransportConfig config, SharedIo io) {
        HttpClient client = new HttpClient(new PatientHttpTransport(connector(config, io)));
        client.setExecutor(io.executor());
        client.setScheduler(io.scheduler());
        client.setByteBufferPool(io.buffers());
        client.setMaxConnectionsPerDestination(config.connections());
        client.setMaxRequestsQueuedPerDestination(config.connections());
        client.setResponseBufferSize(READ_BYTES);
        client.setIdleTimeout(config.idle().toMillis());
        client.setDestinationIdleTimeout(FORGET.toMillis());
        client.setConnectTimeout(config.connectCeiling().toMillis());
        client.setMaxRequestHeadersSize(config.headerBytes());
        client.setMaxResponseHeadersSize(config.headerBytes());
        client.setSocketAddressResolver(new GuardedResolver(
                new SocketAddressResolver.Async(io.executor(), io.scheduler(), client.getAddressResolutionTimeout()),
                config.egress()));
        addNothing(client);
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the upstream transport cannot start: " + e.getMessage(), e);
        }
        client.getContentDecoderFactories().clear();
        keepInterimOnly(client.getProtocolHandlers());
        return client;
    }

    private static ClientConnector connector(TransportConfig config, SharedIo io) {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(config.trust().orElseGet(JvmTrust::context));
        ClientConnector connector = new KeepAliveConnector();
        connector.setSelectors(Math.max(1, Runtime.getRuntime().availableProcessors() / 4));
        connector.setExecutor(io.executor());
        connector.setScheduler(io.scheduler());
        connector.setByteBufferPool(io.buffers());
        connector.setSslContextFactory(tls);
        return connector;
    }

    private static void addNothing(HttpClient client) {
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
    }

    /** Interim replies are skipped; redirects and challenges are the upstream's answer. */
    private static void keepInterimOnly(ProtocolHandlers handlers) {
        handlers.clear();
        handlers.put(new ContinueProtocolHandler());
        handlers.put(new ProcessingProtocolHandler());
        handlers.put(new EarlyHintsProtocolHandler());
    }
}
