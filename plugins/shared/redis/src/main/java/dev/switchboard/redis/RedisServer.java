package dev.switchboard.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server, and how it is reached.
 *
 * @param tls         whether the connection is encrypted, and the server's name checked
 * @param user        an ACL user; empty for the default one
 * @param password    empty if none is asked for
 * @param database    the number of a database
 * @param timeout     how long connecting, an answer and a free connection may each take
 * @param connections the most that there are at the same time
 */
record RedisServer(
        String host,
        int port,
        boolean tls,
        Optional<String> user,
        Optional<String> password,
        int database,
        Duration timeout,
        int connections) {
    /** Names of machines may have underscores here, which the JDK takes for no host. */
    private static final Pattern PLACE = Pattern.compile(
            "(?:(?<login>[^@]*)@)?(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,4}|[1-5][0-9]{4}|6[0-5][0-9]{3}))?");

    private static final int DEFAULT_PORT = 6379;
    private static final int MOST_DATABASES = 16_384;
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /**
     * Reads the settings.
     *
     * @param url      {@code redis://} or {@code rediss://}, with user and password in it if they do not stand apart
     * @param user     in place of the URL's
     * @param password in place of the URL's
     * @throws IllegalArgumentException if a setting is out of its range; the message holds no secret
     */
    static RedisServer of(
            String url, Optional<String> user, Optional<String> password, Duration timeout, int connections) {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout: " + timeout.toMillis() + "ms (expected: 1ms to 3s)");
        }
        if (connections < 1 || connections > 100) {
            throw new IllegalArgumentException("connections: " + connections + " (expected: 1 to 100)");
        }
        URI uri = parse(url);
        boolean tls = "rediss".equals(uri.getScheme());
        Matcher place = PLACE.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
        if (!place.matches() || !(tls || "redis".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "url: not understood (expected: redis://HOST:PORT/DATABASE, or rediss:// for TLS)");
        }
        String[] login = login(Optional.ofNullable(place.group("login")).orElse(""));
        return new RedisServer(
                place.group("host").replaceAll("[\\[\\]]", ""),
                Optional.ofNullable(place.group("port")).map(Integer::parseInt).orElse(DEFAULT_PORT),
                tls,
                given(user).or(() -> given(Optional.of(login[0]))),
                given(password).or(() -> given(Optional.of(login[1]))),
                database(uri),
                timeout,
                connections);
    }

    // What the JDK says of a URL that it cannot read holds the URL, and a password with it.
    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url: not understood at its character " + e.getIndex()
                    + " (expected: redis://HOST:PORT/DATABASE; a password with other characters than letters and"
                    + " digits best stands under password)");
        }
    }

    /** User and password of a URL, each empty if it is not there. */
    private static String[] login(String info) {
        int colon = info.indexOf(':');
        return colon < 0
                ? new String[] {decode(info), ""}
                : new String[] {decode(info.substring(0, colon)), decode(info.substring(colon + 1))};
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Optional<String> given(Optional<String> text) {
        return text.filter(it -> !it.isEmpty());
    }

    private static int database(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (path.isEmpty()) {
            return 0;
        }
        if (!path.matches("\\d{1,5}") || Integer.parseInt(path) >= MOST_DATABASES) {
            throw new IllegalArgumentException(
                    "url: database \"" + path + "\" (expected: a number, such as the 2 in" + " redis://HOST:PORT/2)");
        }
        return Integer.parseInt(path);
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
    }
}
