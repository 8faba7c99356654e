package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Text;
import dev.switchboard.spi.config.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code cache} and {@code cache_params} of {@code litellm_settings}: a cache in memory, or in Redis. */
final class CacheTranslation {
    /** What is carried over, or told of, here. */
    static final Set<String> SETTINGS = Set.of("cache", "cache_params");

    private static final String PATH = "litellm_settings.cache_params.";
    private static final Set<String> CARRIED_OVER =
            Set.of("type", "host", "port", "password", "username", "db", "ssl", "url", "redis_url", "ttl", "namespace");

    private final Mapping library;
    private final Mapping params;
    private final Environment environment;
    private final Notices notices;

    CacheTranslation(Mapping library, Environment environment, Notices notices) {
        this.library = library;
        this.params = Values.mapping(library, "cache_params");
        this.environment = environment;
        this.notices = notices;
    }

    /** The section {@code caches}; empty if replies are not to be kept. */
    Optional<Mapping> caches() {
        if (library.get("cache").filter(Values::isTrue).isEmpty()) {
            return Optional.empty();
        }
        String type = Values.text(params, "type").orElse("local");
        Optional<ConfigValue.Builder> cache = switch (type) {
            case "local" -> Optional.of(cache("memory"));
            case "redis" -> Optional.of(redis());
            default -> Optional.empty();
        };
        Origin origin = library.get("cache").orElseThrow().origin();
        if (cache.isEmpty()) {
            notices.add(
                    Kind.UNSUPPORTED,
                    PATH + "type",
                    origin,
                    "'" + type + "' is not known here (expected: local or redis); no replies are kept");
            return Optional.empty();
        }
        report(origin);
        return Optional.of(
                Mapping.builder(origin).put("litellm", cache.get().build()).build());
    }

    private ConfigValue.Builder cache(String type) {
        ConfigValue.Builder cache = Mapping.builder(params.origin());
        cache.put("type", type);
        params.get("ttl").ifPresent(ttl -> {
            Optional<Duration> seconds = Values.seconds(ttl);
            seconds.ifPresent(duration -> cache.put("ttl", Values.duration(duration, ttl.origin())));
            if (seconds.isEmpty()) {
                notices.add(Kind.INVALID, PATH + "ttl", ttl.origin(), "not a number of seconds");
            }
        });
        return cache;
    }

    private ConfigValue.Builder redis() {
        ConfigValue.Builder cache = cache("redis");
        cache.put("url", url());
        params.get("username").ifPresent(user -> cache.put("user", environment.translate(user)));
        params.get("password").ifPresent(password -> cache.put("password", environment.translate(password)));
        params.get("namespace").ifPresent(prefix -> cache.put("prefix", environment.translate(prefix)));
        return cache;
    }

    /** What the file says, else the variable that LiteLLM would read. */
    private Text url() {
        Optional<ConfigValue> whole = params.get("url").or(() -> params.get("redis_url"));
        if (whole.isPresent()) {
            return new Text(text(whole.get()), whole.get().origin());
        }
        ConfigValue host = params.get("host")
                .map(environment::translate)
                .orElseGet(() -> environment.variable("REDIS_HOST", params.origin()));
        boolean encrypted = params.get("ssl").filter(Values::isTrue).isPresent();
        return new Text(
                (encrypted ? "rediss://" : "redis://")
                        + Values.text(host).orElse("")
                        + params.get("port").map(port -> ":" + text(port)).orElse("")
                        + params.get("db").map(database -> "/" + text(database)).orElse(""),
                host.origin());
    }

    private String text(ConfigValue value) {
        return Values.text(environment.translate(value)).orElse("");
    }

    private void report(Origin origin) {
        notices.add(
                Kind.CHANGED,
                "litellm_settings.cache",
                origin,
                "a reply is used again for the caller it was made for, not for others");
        for (Entry entry : params.entries()) {
            if (!CARRIED_OVER.contains(entry.key())) {
                notices.add(Kind.UNSUPPORTED, PATH + entry.key(), entry.origin(), "not supported yet, has no effect");
            }
        }
    }
}
