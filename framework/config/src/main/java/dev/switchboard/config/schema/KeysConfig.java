package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import dev.switchboard.spi.config.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that stand in the configuration. */
@Description("Who may call: keys that stand in the configuration.")
public record KeysConfig(
        @Description("May call every model and the admin plane. Without it the gateway makes one at the first start.")
        @Secret
        Optional<String> operator,

        @Key("static") @Description("Named keys for callers.")
        List<StaticKey> statics) {

    private static final int MIN_LENGTH = 6;

    public KeysConfig {
        operator.ifPresent(KeysConfig::checkKey);
        Set<String> names = new HashSet<>();
        Set<String> keys = new HashSet<>(operator.stream().toList());
        for (StaticKey entry : statics) {
            if (!names.add(entry.name())) {
                throw new IllegalArgumentException("static: name " + entry.name() + " (expected: each name once)");
            }
            if (!keys.add(entry.key())) {
                throw new IllegalArgumentException("static: the key of " + entry.name() + " is used twice"
                        + " (expected: a key of its own for each)");
            }
        }
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return "KeysConfig[statics=" + statics + "]";
    }

    private static void checkKey(String key) {
        if (key.length() < MIN_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a key of " + key.length() + " characters (expected: at least "
                    + MIN_LENGTH + " visible ASCII characters)");
        }
    }

    /** One caller's key. */
    @Description("A named key for a caller.")
    public record StaticKey(
            @Description("Who the key belongs to; shown in logs.")
            String name,

            @Description("At least 6 visible ASCII characters; take 32 random ones.") @Secret
            String key,

            @Description("Public model names and patterns that this key may call.") @Default("[\"*\"]")
            List<String> models,

            @Description("How calls with this key are routed otherwise.")
            CallerRoutingConfig routing) {

        public StaticKey {
            checkKey(key);
        }

        /** Prints no key. */
        @Override
        public String toString() {
            return "StaticKey[name=" + name + ", models=" + models + "]";
        }
    }
}
