package dev.switchboard.http.upstream;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves names and leaves guarded addresses out, since what a name stands for is nobody's promise. Requests with the tag
 * {@link #ANY_ADDRESS} may go there, and have connections of their own.
 */
final class GuardedResolver implements SocketAddressResolver {
    /** The tag of requests that may go to any address. */
    static final Object ANY_ADDRESS = "any-address";

    private final SocketAddressResolver resolver;
    private final EgressRule rule;

    GuardedResolver(SocketAddressResolver resolver, EgressRule rule) {
        this.resolver = resolver;
        this.rule = rule;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        if (mayGoAnywhere(context)) {
            resolver.resolve(host, port, context, promise);
            return;
        }
        resolver.resolve(host, port, context, new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> found) {
                List<InetSocketAddress> allowed = found.stream()
                        .filter(address -> !rule.guards(address.getAddress()))
                        .toList();
                if (allowed.isEmpty()) {
                    promise.failed(new GuardedAddressException(host));
                } else {
                    promise.succeeded(allowed);
                }
            }

            @Override
            public void failed(Throwable fault) {
                promise.failed(fault);
            }
        });
    }

    /** What goes through a proxy is resolved there; where the proxy itself stands is the operator's word. */
    private static boolean mayGoAnywhere(Map<String, Object> context) {
        return context.get(Destination.CONTEXT_KEY) instanceof HttpDestination destination
                && (destination.getProxy() != null
                        || ANY_ADDRESS.equals(destination.getOrigin().getTag()));
    }
}
