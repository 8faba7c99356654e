package dev.switchboard.launcher.gateway;

import dev.switchboard.config.Configuration;
import dev.switchboard.config.schema.DirectHost;
import dev.switchboard.config.schema.ProxyConfig;
import dev.switchboard.http.upstream.ProxyAddress;
import dev.switchboard.http.upstream.ProxyRule;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The proxies of the configuration in force, and a word in the log whenever they change. Safe for use by any thread. */
final class ProxyList implements ProxyRule {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyList.class);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private volatile Listed listed = new Listed(Optional.empty(), Optional.empty(), List.of());

    /** What counts from now on, for requests that are not sent yet. */
    void use(Configuration configuration) {
        ProxyConfig config = configuration.gateway().egress().proxy();
        Listed next = new Listed(
                proxy(config, true),
                proxy(config, false),
                config.direct().stream().map(DirectHost::parse).toList());
        if (!next.equals(listed)) {
            listed = next;
            LOG.info(
                    "upstreams at https are reached {}, those at http {}{}",
                    way(next.https(), "https-url", configuration),
                    way(next.http(), "http-url", configuration),
                    config.direct().isEmpty() ? "" : "; without it: " + String.join(", ", config.direct()));
        }
    }

    @Override
    public Optional<ProxyAddress> proxyFor(boolean secure, String host, int port) {
        Listed present = listed;
        Optional<ProxyAddress> proxy = secure ? present.https() : present.http();
        boolean direct = proxy.isPresent() && present.direct().stream().anyMatch(entry -> entry.matches(host, port));
        return direct ? Optional.empty() : proxy;
    }

    private static Optional<ProxyAddress> proxy(ProxyConfig config, boolean secure) {
        return config.address(secure).map(address -> proxy(address, config.credentials(address)));
    }

    private static ProxyAddress proxy(URI address, Optional<String> credentials) {
        boolean tls = address.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int usual = tls ? HTTPS_PORT : HTTP_PORT;
        return new ProxyAddress(tls, address.getHost(), address.getPort() > 0 ? address.getPort() : usual, credentials);
    }

    private static String way(Optional<ProxyAddress> proxy, String key, Configuration configuration) {
        return proxy.map(address -> "through the proxy " + address + " (" + source(key, configuration) + ")")
                .orElse("directly");
    }

    private static String source(String key, Configuration configuration) {
        ProxyConfig config = configuration.gateway().egress().proxy();
        boolean own = (key.equals("https-url") ? config.httpsUrl() : config.httpUrl()).isPresent();
        return configuration.origin("egress", "proxy", own ? key : "url").toString();
    }

    private record Listed(Optional<ProxyAddress> https, Optional<ProxyAddress> http, List<DirectHost> direct) {}
}
