package dev.switchboard.format.litellm;

import dev.switchboard.format.litellm.Vendors.Vendor;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in our words where a deployment is and who calls it. */
final class ProviderSettings {
    private static final String REFERENCE = "os.environ/";

    private final Environment environment;
    private final Notices notices;

    ProviderSettings(Environment environment, Notices notices) {
        this.environment = environment;
        this.notices = notices;
    }

    /** What of {@code litellm_params} is carried over for a deployment. */
    static Set<String> translated(Deployment deployment) {
        return rows(deployment).stream().map(ProviderSetting::parameter).collect(Collectors.toUnmodifiableSet());
    }

    private static List<ProviderSetting> rows(Deployment deployment) {
        return ProviderSetting.of(deployment.type());
    }

    void addTo(ConfigValue.Builder settings, Deployment deployment) {
        Map<String, ConfigValue> flat = new LinkedHashMap<>();
        for (ProviderSetting row : rows(deployment)) {
            value(row, deployment)
                    .ifPresent(value -> flat.putIfAbsent(setting(row, value), changed(row, value, deployment)));
        }
        Map<String, ConfigValue.Builder> sections = new LinkedHashMap<>();
        flat.forEach((setting, value) -> {
            int dot = setting.indexOf('.');
            if (dot < 0) {
                settings.put(setting, value);
            } else {
                sections.computeIfAbsent(setting.substring(0, dot), _ -> Mapping.builder(deployment.origin()))
                        .put(setting.substring(dot + 1), value);
            }
        });
        sections.forEach((name, section) -> settings.put(name, section.build()));
    }

    private Optional<ConfigValue> value(ProviderSetting row, Deployment deployment) {
        Mapping params = deployment.params();
        Optional<ConfigValue> written = params.get(row.parameter());
        if (written.isPresent()) {
            return written.filter(value -> isUsable(row, value, deployment));
        }
        boolean replaced =
                row.unless().stream().anyMatch(other -> params.get(other).isPresent());
        if (replaced) {
            return Optional.empty();
        }
        Optional<Vendor> vendor = Vendors.find(deployment.prefix());
        Optional<ConfigValue> variable = row.variable()
                .or(() -> row.parameter().equals("api_key") ? vendor.flatMap(Vendor::keyVariable) : Optional.empty())
                .map(name -> new Text(REFERENCE + name, deployment.origin()));
        return variable.or(() -> row.parameter().equals("api_base")
                ? vendor.flatMap(Vendor::address).map(address -> new Text(address, deployment.origin()))
                : Optional.empty());
    }

    private boolean isUsable(ProviderSetting row, ConfigValue value, Deployment deployment) {
        boolean usable = !row.form().equals(Optional.of("file"))
                || Values.text(value).filter(ProviderSettings::isFile).isPresent();
        if (!usable) {
            notices.add(
                    Kind.UNSUPPORTED,
                    deployment.path() + ".litellm_params." + row.parameter(),
                    value.origin(),
                    "only the absolute path of a file is understood; has no effect");
        }
        return usable;
    }

    private static boolean isFile(String text) {
        return text.startsWith("/");
    }

    /** Credentials of Google's are a setting of their own where they are a file. */
    private static String setting(ProviderSetting row, ConfigValue value) {
        boolean file = row.form().equals(Optional.of("google"))
                && Values.text(value)
                        .filter(text ->
                                !text.startsWith(REFERENCE) && !text.strip().startsWith("{"))
                        .isPresent();
        return file ? row.setting() + "-file" : row.setting();
    }

    private ConfigValue changed(ProviderSetting row, ConfigValue value, Deployment deployment) {
        String form = row.form().orElse("");
        Optional<String> literal = Values.text(value).filter(text -> !text.startsWith(REFERENCE));
        if (form.equals("root")) {
            return environment.translate(literal.<ConfigValue>map(text -> new Text(root(text), value.origin()))
                    .orElse(value));
        }
        if (form.equals("google") && literal.isEmpty()) {
            notices.add(
                    Kind.CHANGED,
                    deployment.path() + ".litellm_params." + row.parameter(),
                    value.origin(),
                    "is read as the JSON text of credentials; for a file write its path");
        }
        ConfigValue translated = environment.translate(value);
        return form.contains("{}")
                ? Values.text(translated)
                        .<ConfigValue>map(text -> new Text(form.replace("{}", text), value.origin()))
                        .orElse(translated)
                : translated;
    }

    /** Ours are addresses without a path. */
    private static String root(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() == null || uri.getRawAuthority() == null
                    ? address
                    : uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
