package dev.switchboard.format.litellm;

import dev.switchboard.format.litellm.Vendors.Vendor;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one provider instance for all deployments that reach the same place with the same credentials. The first of a
 * prefix is named like it, the next {@code prefix-2} and so on.
 */
final class ProviderTranslation {
    private final ProviderSettings settings;
    private final Notices notices;
    private final Map<List<Object>, String> names = new HashMap<>();
    private final Map<String, Mapping> instances = new LinkedHashMap<>();
    private final Set<String> unknownPrefixes = new HashSet<>();

    ProviderTranslation(Environment environment, Notices notices) {
        settings = new ProviderSettings(environment, notices);
        this.notices = notices;
    }

    /** The name of the instance that serves a deployment. */
    String instance(Deployment deployment) {
        Mapping params = deployment.params();
        List<Object> identity = new ArrayList<>(List.of(deployment.prefix()));
        identity.add(deployment.publisher());
        ProviderSettings.translated(deployment).stream()
                .sorted()
                .forEach(key -> identity.add(Values.text(params, key)));
        String known = names.get(identity);
        if (known != null) {
            return known;
        }
        String name = freeName(deployment.prefix());
        names.put(identity, name);
        instances.put(name, settings(deployment));
        return name;
    }

    /** The section {@code providers}. */
    Mapping section(Mapping root) {
        ConfigValue.Builder providers = Mapping.builder(root.origin());
        instances.forEach(providers::put);
        return providers.build();
    }

    private String freeName(String prefix) {
        String name = prefix;
        for (int i = 2; instances.containsKey(name); i++) {
            name = prefix + "-" + i;
        }
        return name;
    }

    private Mapping settings(Deployment deployment) {
        Optional<Vendor> vendor = Vendors.find(deployment.prefix());
        ConfigValue.Builder built = Mapping.builder(deployment.origin());
        built.put("type", deployment.type());
        if (vendor.filter(Vendor::catalogued).isPresent()) {
            built.put("vendor", deployment.prefix());
        } else if (vendor.isEmpty() && unknownPrefixes.add(deployment.prefix())) {
            notices.add(
                    Kind.CHANGED,
                    deployment.path() + ".litellm_params.model",
                    deployment.origin(),
                    "the provider '" + deployment.prefix()
                            + "' is not known here; a plugin must offer the provider type '" + deployment.prefix()
                            + "'");
        }
        deployment.publisher().ifPresent(publisher -> built.put("publisher", publisher));
        settings.addTo(built, deployment);
        return built.build();
    }
}
