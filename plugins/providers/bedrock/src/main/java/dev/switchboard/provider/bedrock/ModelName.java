package dev.switchboard.provider.bedrock;

import java.util.Set;

/**
 * What a model's name tells: {@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}, or an ARN that ends in such a name. Those of
 * application inference profiles, provisioned and imported models tell nothing.
 *
 * @param vendor who made it, such as {@code anthropic}; empty if the name does not tell
 * @param base   the name without the regions of an inference profile
 */
public record ModelName(String vendor, String base) {
    /** Where inference profiles send calls. */
    private static final Set<String> GEOGRAPHIES =
            Set.of("us", "us-gov", "eu", "apac", "au", "jp", "ca", "sa", "me", "af", "global");

    /** Reads a name. */
    public static ModelName of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        if (dot > 0 && GEOGRAPHIES.contains(name.substring(0, dot))) {
            name = name.substring(dot + 1);
            dot = name.indexOf('.');
        }
        return new ModelName(dot > 0 ? name.substring(0, dot) : "", name);
    }

    /** Whether it is Claude. */
    public boolean isClaude() {
        return vendor.equals("anthropic");
    }

    /** Whether the name tells nothing. */
    public boolean isUnknown() {
        return vendor.isEmpty();
    }
}
