package dev.switchboard.http.edge;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Jetty's HTTP/1.1 connection with two changes: a request to upgrade to another protocol is answered in HTTP/1.1, as the
 * RFC allows (Java's client sends one with its first request), and large bodies are read in large pieces.
 */
class EdgeConnection extends HttpConnection {
    static final int LARGE_READ = 64 * 1024;

    private final int usualRead;

    EdgeConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
        usualRead = configuration.getInputBufferSize();
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        return new NeverUpgrading(method, uri, version);
    }

    /** Sets the size of the reads to come: large or usual. */
    final void readLarge(boolean large) {
        setInputBufferSize(large ? LARGE_READ : usualRead);
    }

    /** Makes these connections. */
    static class Factory extends HttpConnectionFactory {
        Factory(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new EdgeConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }

    /** Hides the field from Jetty's upgrade logic, which answers 400 where it does not like the combination. */
    private final class NeverUpgrading extends HttpStreamOverHTTP1 {
        NeverUpgrading(String method, String uri, HttpVersion version) {
            super(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            boolean upgrade = field.getHeader() == HttpHeader.UPGRADE;
            super.parsedHeader(upgrade ? new HttpField((HttpHeader) null, field.getName(), field.getValue()) : field);
        }
    }
}
