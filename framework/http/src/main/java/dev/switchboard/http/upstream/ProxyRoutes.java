package dev.switchboard.http.upstream;

import dev.switchboard.http.upstream.EgressRule.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.BasicAuthentication.BasicResult;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Finds the proxy of each request, and makes it known to Jetty's client when it is first wanted. A request that goes through a
 * proxy has its address as the tag: a changed rule then means other connections, and those open before end with their requests.
 */
final class ProxyRoutes {
    private final HttpClient client;
    private final ProxyRule rule;
    /** By the address without credentials, since Jetty keeps one pair of them for each. */
    private final Map<ProxyAddress, ProxyAddress> current = new ConcurrentHashMap<>();

    private final Set<ProxyAddress> known = new HashSet<>();

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
        if (!proxy.get().equals(current.get(proxy.get().anonymous()))) {
            introduce(proxy.get());
        }
        return proxy;
    }

    /** Nobody sends by a proxy before Jetty knows it, else the request would go past it. */
    private synchronized void introduce(ProxyAddress proxy) {
        authenticate(proxy);
        if (known.add(proxy)) {
            client.getProxyConfiguration().addProxy(new Tagged(proxy));
        }
        current.put(proxy.anonymous(), proxy);
    }

    private void authenticate(ProxyAddress proxy) {
        URI address = new Tagged(proxy).getURI();
        Authentication.Result present = client.getAuthenticationStore().findAuthenticationResult(address);
        if (present != null) {
            client.getAuthenticationStore().removeAuthenticationResult(present);
        }
        proxy.credentials().ifPresent(credentials -> {
            int colon = credentials.indexOf(':');
            client.getAuthenticationStore()
                    .addAuthenticationResult(new BasicResult(
                            address,
                            HttpHeader.PROXY_AUTHORIZATION,
                            credentials.substring(0, colon),
                            credentials.substring(colon + 1),
                            StandardCharsets.UTF_8));
        });
    }

    /** Serves the requests that carry its address. */
    private static final class Tagged extends HttpProxy {
        private final ProxyAddress address;

        Tagged(ProxyAddress address) {
            super(new Origin.Address(address.host(), address.port()), address.tls());
            this.address = address;
        }

        @Override
        public boolean matches(Origin origin) {
            return address.equals(origin.getTag());
        }
    }
}
