package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The proxy between the gateway and its upstreams. */
@Description(
        "The HTTP proxy between the gateway and its upstreams. Where no address stands here, HTTPS_PROXY, HTTP_PROXY"
                + " and ALL_PROXY count, where `direct` does not, NO_PROXY. This machine itself is always reached without it.")
public record ProxyConfig(
        @Description("Its address, such as http://proxy.example.com:3128. User and password may stand in it.")
        Optional<URI> url,

        @Description("Another one in its place for upstreams at https.")
        Optional<URI> httpsUrl,

        @Description("Another one in its place for upstreams at http.")
        Optional<URI> httpUrl,

        @Description("Who the gateway is to the proxy, where its address does not say so.")
        Optional<String> username,

        @Description("The password that belongs to `username`.") @Secret
        Optional<String> password,

        @Description(
                "What is reached without the proxy: `example.com` and all below it, `example.com:8443`, `10.0.0.7`,"
                        + " `10.0.0.0/8`, or `*` for everything.")
        List<String> direct) {

    /** What an address looks like, for messages. */
    private static final String ADDRESS =
            " (expected: http://host:port or https://host:port, perhaps with user:password@"
                    + " before the host, where other characters than letters and digits are written as %40 and the like)";

    public ProxyConfig {
        url.ifPresent(address -> check("url", addressFault(address)));
        httpsUrl.ifPresent(address -> check("https-url", addressFault(address)));
        httpUrl.ifPresent(address -> check("http-url", addressFault(address)));
        direct.forEach(entry -> check("direct", directFault(entry)));
        if (password.isPresent() && username.isEmpty()) {
            throw new IllegalArgumentException("password: without a username (expected: both or none)");
        }
        if (username.filter(name -> name.indexOf(':') >= 0).isPresent()) {
            throw new IllegalArgumentException(
                    "username: a colon in it (expected: none, since HTTP puts one behind it)");
        }
    }

    private static void check(String key, Optional<String> fault) {
        if (fault.isPresent()) {
            throw new IllegalArgumentException(key + ": " + fault.get());
        }
    }

    /** What is wrong with a proxy's address. The address is not repeated, for it may hold a password. */
    public static Optional<String> addressFault(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getRawAuthority() == null) {
            return Optional.of("no address of a proxy" + ADDRESS);
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("the scheme " + scheme + " is not understood" + ADDRESS);
        }
        boolean plain = address.getHost() != null
                && address.getPort() != 0
                && address.getPort() <= 65535
                && String.valueOf(address.getRawPath()).replace("/", "").isEmpty()
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
        return plain ? Optional.empty() : Optional.of("not just a host and a port" + ADDRESS);
    }

    /** What is wrong with an entry of {@code direct}. */
    public static Optional<String> directFault(String entry) {
        try {
            DirectHost.parse(entry);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'" + entry + "' (expected: " + DirectHost.EXPECTED + ")");
        }
    }

    /** The proxy for upstreams of one kind. */
    public Optional<URI> address(boolean secure) {
        return (secure ? httpsUrl : httpUrl).or(() -> url);
    }

    /** What a proxy of this configuration wants to know of the gateway, as {@code user:password}. */
    public Optional<String> credentials(URI address) {
        return Optional.ofNullable(address.getUserInfo())
                .map(user -> user.indexOf(':') < 0 ? user + ":" : user)
                .or(() -> username.map(name -> name + ":" + password.orElse("")));
    }

    /** Prints no credentials. */
    @Override
    public String toString() {
        return "ProxyConfig[direct=" + direct + "]";
    }
}
