package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.List;

/** LiteLLM's {@code config.yaml}. */
final class LiteLlmFormat implements ConfigFormat {
    private static final List<String> SECTIONS =
            List.of("model_list", "litellm_settings", "router_settings", "general_settings", "environment_variables");

    @Override
    public String name() {
        return "LiteLLM";
    }

    @Override
    public boolean recognises(Mapping root) {
        return SECTIONS.stream().anyMatch(section -> root.get(section).isPresent());
    }

    @Override
    public Translation translate(Mapping root) {
        return new FileTranslation(root).translate();
    }
}
