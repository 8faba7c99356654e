package dev.switchboard.format.litellm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of {@code provider-settings.txt}.
 *
 * @param parameter of {@code litellm_params}
 * @param setting   ours, with a dot before the last part if it stands in a section
 * @param variable  where LiteLLM looks if the file does not say
 * @param unless    parameters that replace it
 * @param form      how the value is changed; empty if it is not
 */
record ProviderSetting(
        String parameter, String setting, Optional<String> variable, List<String> unless, Optional<String> form) {
    private static final String UNLESS = "unless:";
    private static final String FORM = "form:";
    private static final Map<String, List<ProviderSetting>> BY_TYPE = read();

    /** The rows of a provider type. */
    static List<ProviderSetting> of(String type) {
        return BY_TYPE.containsKey(type) ? BY_TYPE.get(type) : BY_TYPE.getOrDefault("*", List.of());
    }

    private static Map<String, List<ProviderSetting>> read() {
        Map<String, List<ProviderSetting>> byType = new LinkedHashMap<>();
        for (String line : DataFile.lines("provider-settings.txt")) {
            String[] parts = line.split(" +");
            byType.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(row(parts));
        }
        return byType;
    }

    private static ProviderSetting row(String[] parts) {
        Optional<String> variable = Optional.empty();
        List<String> unless = List.of();
        Optional<String> form = Optional.empty();
        for (int i = 3; i < parts.length; i++) {
            if (parts[i].startsWith(UNLESS)) {
                unless = List.of(parts[i].substring(UNLESS.length()).split(","));
            } else if (parts[i].startsWith(FORM)) {
                form = Optional.of(parts[i].substring(FORM.length()));
            } else {
                variable = Optional.of(parts[i]);
            }
        }
        return new ProviderSetting(parts[1], parts[2], variable, unless, form);
    }
}
