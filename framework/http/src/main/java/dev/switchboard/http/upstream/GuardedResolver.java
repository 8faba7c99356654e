package dev.switchboard.http.upstream;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/** Resolves names and leaves out the addresses that the rule refuses: what a name stands for is nobody's promise. */
final class GuardedResolver implements SocketAddressResolver {
    private final SocketAddressResolver resolver;
    private final EgressRule rule;

    GuardedResolver(SocketAddressResolver resolver, EgressRule rule) {
        this.resolver = resolver;
        this.rule = rule;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        resolver.resolve(host, port, context, new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> found) {
                List<InetSocketAddress> allowed =
                        found.stream().filter(address -> allows(host, address)).toList();
                if (allowed.isEmpty()) {
                    promise.failed(Failures.addressDenied(host + ":" + port));
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

    private boolean allows(String host, InetSocketAddress address) {
        return rule.allows(JettyTransport.bare(host), address.getPort(), address.getAddress());
    }
}
