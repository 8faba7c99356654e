package dev.switchboard.spi.runtime;

import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.error.GatewayError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The running configuration, as those see it who add to it. Safe for use by any thread; changes come one after the other, so that
 * methods wait for one that is under way. Not to be called while an instance is made.
 */
@ProviderType
public interface RuntimeConfig {
    /** Takes no parts and knows no targets; for tests. */
    RuntimeConfig NONE = new RuntimeConfig() {
        @Override
        public List<Notice> check(ConfigPart part) {
            return List.of();
        }

        @Override
        public Optional<GatewayError> tryOut(ConfigPart part) {
            return Optional.empty();
        }

        @Override
        public void changed() {
            // nobody listens
        }

        @Override
        public Map<String, List<Notice>> leftOut() {
            return Map.of();
        }

        @Override
        public List<ServedTarget> targets() {
            return List.of();
        }
    };

    /**
     * Looks what would come of a part beside all others, in the place of one that has its id. What it describes is made, without a
     * call to an upstream, and thrown away.
     *
     * @return what the operator must know. With one of the kind {@code INVALID} the part cannot be used
     */
    List<Notice> check(ConfigPart part);

    /**
     * Asks each target of a part for a word, at the price of a word, whether the part is in force or not. Blocks until the upstream
     * has answered, at most for the time that health checks have.
     *
     * @return why the first one that failed did, in the provider's words but without secrets; empty if all answered
     */
    Optional<GatewayError> tryOut(ConfigPart part);

    /** Says that parts changed. When it returns, new calls see what the sources say now. */
    void changed();

    /** Why parts have no effect at present, by their ids. */
    Map<String, List<Notice>> leftOut();

    /** All targets that serve at present, whoever configured them, in the order of the models. */
    List<ServedTarget> targets();
}
