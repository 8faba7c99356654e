package dev.switchboard.http.upstream;

import dev.switchboard.http.upstream.EgressRule.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.BasicAuthentication.BasicResult;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Finds the proxy of each request, and makes it known to Jetty's client when it is first wanted. A request that goes through a
 * proxy has its address as the tag: a changed rule then means other connections, and those open before end with their requests.
 * What was known once stays known: requests may still be on their way through it.
 */
final class ProxyRoutes {
    private final HttpClient client;
    private final ProxyRule rule;
    private final Set<ProxyAddress> known = ConcurrentHashMap.newKeySet();

    ProxyRoutes(HttpClient client, ProxyRule rule) {
        this.client = client;
        this.rule = rule;
    }

    /** The proxy for requests to that address, ready to be the tag of one. */
    Optional<ProxyAddress> to(URI url, int port, Verdict verdict) {
        if (verdict == Verdict.OWN_MACHINE) {
            return Optional.empty();
        }
        Optional<ProxyAddress> proxy = rule.proxyFor("https".equalsIgnoreCase(url.getScheme()), url.getHost(), port);
        if (proxy.isEmpty() || NearHosts.contain(url.getHost())) {
            return Optional.empty();
        }
        if (!known.contains(proxy.get())) {
            introduce(proxy.get());
        }
        return proxy;
    }

    /** Nobody sends by a proxy before Jetty knows it, else the request would go past it, or without its credentials. */
    private synchronized void introduce(ProxyAddress address) {
        if (known.contains(address)) {
            return;
        }
        Tagged proxy = new Tagged(address, known.size());
        address.credentials().ifPresent(credentials -> {
            int colon = credentials.indexOf(':');
            client.getAuthenticationStore()
                    .addAuthenticationResult(new BasicResult(
                            proxy.getURI(),
                            HttpHeader.PROXY_AUTHORIZATION,
                            credentials.substring(0, colon),
                            credentials.substring(colon + 1),
                            StandardCharsets.UTF_8));
        });
        client.getProxyConfiguration().addProxy(proxy);
        known.add(address);
    }

    /** Serves the requests that carry its address. */
    private static final class Tagged extends HttpProxy {
        private final ProxyAddress address;
        private final URI uri;

        /** @param number tells it from others at the same host and port that know it by other credentials, or none */
        Tagged(ProxyAddress address, int number) {
            super(new Origin.Address(address.host(), address.port()), address.tls());
            this.address = address;
            // Jetty finds credentials by the beginning of this: all numbers are equally long, so that none begins
            // another.
            this.uri = URI.create("%s/%010d".formatted(getOrigin().asString(), number));
        }

        @Override
        public URI getURI() {
            return uri;
        }

        @Override
        public boolean matches(Origin origin) {
            return address.equals(origin.getTag());
        }
    }
}
