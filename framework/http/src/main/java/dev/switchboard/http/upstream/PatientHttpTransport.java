package dev.switchboard.http.upstream;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * HTTP/1.1 whose idle time-out concerns unused connections only: how long a model may think is for the reader to say.
 * Jetty's own way, a time-out per request, would touch a timer twice for each.
 */
final class PatientHttpTransport extends HttpClientTransportOverHTTP {
    PatientHttpTransport(ClientConnector connector) {
        super(connector);
        setInvocationType(InvocationType.NON_BLOCKING);
        setHeaderCacheSize(0); // else 100 KB per connection, for a few strings less
    }

    @Override
    public Connection newConnection(EndPoint endPoint, Map<String, Object> context) throws IOException {
        return customize(new PatientConnection(endPoint, context), context);
    }
}
