package dev.switchboard.format.litellm;

import dev.switchboard.format.litellm.Vendors.Vendor;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code model_list} after its provider is known.
 *
 * @param path   the entry's path in the file
 * @param prefix LiteLLM's name of the provider
 * @param model  the upstream's name of the model
 * @param entry  the whole entry
 * @param params {@code litellm_params} with the values of a named credential filled in
 */
record Deployment(String path, String prefix, String model, Mapping entry, Mapping params) {
    private static final List<String> SHARES = List.of("weight", "rpm", "tpm");

    Origin origin() {
        return params.origin();
    }

    /** The provider type: our own for what is known, else LiteLLM's name. */
    String type() {
        return Vendors.find(prefix).map(Vendor::type).orElse(prefix);
    }

    /** Whose models an instance reaches, where one of a provider type reaches those of one publisher only. */
    Optional<String> publisher() {
        return type().equals("vertex") && model.startsWith("claude") ? Optional.of("anthropic") : Optional.empty();
    }

    /** The model as our provider calls it: which of Bedrock's interfaces to call is decided by the model here. */
    String target() {
        return type().equals("bedrock") ? model.replaceFirst("^(converse|converse_like|invoke)/", "") : model;
    }

    /** {@code model_info}. */
    Mapping info() {
        return Values.mapping(entry, "model_info");
    }

    /** A value of {@code litellm_params} or, weaker, of the entry or of {@code model_info}. */
    Optional<ConfigValue> anywhere(String field) {
        return params.get(field).or(() -> entry.get(field)).or(() -> info().get(field));
    }

    /** The number that decides this deployment's share, if it has that one; it may stand in three places. */
    Optional<ConfigValue> share(String field) {
        return anywhere(field).filter(ConfigValue.Numeric.class::isInstance);
    }

    /** The number by which LiteLLM's simple-shuffle shares calls among a group, if any has one. */
    static Optional<String> shareField(List<Deployment> group) {
        return SHARES.stream()
                .filter(field -> group.stream().anyMatch(d -> d.share(field).isPresent()))
                .findFirst()
                .filter(_ -> group.size() > 1);
    }
}
