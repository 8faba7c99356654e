package dev.switchboard.redis;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.time.Duration;
import java.util.Optional;

/** Settings of shared values of the type {@code redis}. */
public record RedisValuesConfig(
        @Description("The server: redis://HOST:PORT/DATABASE, or rediss:// for TLS.") @Secret
        String url,

        @Description("An ACL user, in place of the URL's.") Optional<String> user,

        @Description("The password, in place of the URL's.") @Secret
        Optional<String> password,

        @Description("How long connecting, an answer and a free connection may each take, up to 3s.") @Default("1s")
        Duration timeout,

        @Description("The most connections to it, 1 to 100.") @Default("4")
        int connections,

        @Description("What the names of all keys begin with.") @Default("switchboard")
        String prefix) {
    /** @throws IllegalArgumentException if a setting is out of its range */
    public RedisValuesConfig {
        RedisServer.of(url, user, password, timeout, connections);
        checkPrefix(prefix);
    }

    /** @throws IllegalArgumentException if keys cannot begin with that */
    static void checkPrefix(String prefix) {
        if (!prefix.matches("[A-Za-z0-9._:-]{1,64}")) {
            throw new IllegalArgumentException("prefix: " + prefix
                    + " (expected: 1 to 64 letters, digits, dots, hyphens, colons and underscores)");
        }
    }

    RedisServer server() {
        return RedisServer.of(url, user, password, timeout, connections);
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "RedisValuesConfig[" + server() + ", prefix=" + prefix + "]";
    }
}
