package dev.switchboard.spi.provider;

import dev.switchboard.spi.json.JsonText;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/** One way to serve a public model: a provider instance and the name it knows the model by. Immutable. */
@ProviderType
public interface Target {
    /** A name that stays the same while the configuration of this target does, such as {@code openai/gpt-4o}. */
    String id();

    /** The provider instance's name in the configuration. */
    String provider();

    /** The model's name at the upstream. */
    String model();

    /**
     * Facts about the model at this target that the operator wrote down, such as {@code base_model}, what it costs, an object
     * {@code price}, and where it stands, a text {@code region}, as JSON. The gateway does not read them; a plugin that does says
     * which.
     */
    default Map<String, JsonText> info() {
        return Map.of();
    }

    /** A bare target, for tests. */
    static Target of(String provider, String model) {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(model);
        record Bare(String provider, String model) implements Target {
            @Override
            public String id() {
                return provider + "/" + model;
            }
        }
        return new Bare(provider, model);
    }
}
