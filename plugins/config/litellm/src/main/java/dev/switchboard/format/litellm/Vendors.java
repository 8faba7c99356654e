package dev.switchboard.format.litellm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What LiteLLM's provider prefixes mean here, from {@code providers.txt}. */
final class Vendors {
    /** The provider type that serves every vendor with an OpenAI-compatible interface. */
    static final String COMPATIBLE = "openai-compatible";

    private static final List<String> OPENAI_MODELS = List.of(
            "gpt-", "o1", "o3", "o4", "chatgpt-", "text-embedding-", "dall-e-", "whisper-", "tts-", "omni-moderation");
    private static final Map<String, Vendor> VENDORS = read();

    private Vendors() {}

    /**
     * A prefix.
     *
     * @param type        the provider type
     * @param keyVariable the variable LiteLLM takes the key from when the file names none
     * @param catalogued  whether our catalogue of compatible vendors has it under the prefix
     * @param address     where to call if the file does not say, for what is not catalogued
     */
    record Vendor(String type, Optional<String> keyVariable, boolean catalogued, Optional<String> address) {}

    static Optional<Vendor> find(String prefix) {
        return Optional.ofNullable(VENDORS.get(prefix));
    }

    /** The prefix that LiteLLM assumes for a model that is written without. */
    static Optional<String> prefixOf(String bareModel) {
        if (OPENAI_MODELS.stream().anyMatch(bareModel::startsWith)) {
            return Optional.of("openai");
        }
        return bareModel.startsWith("claude-") ? Optional.of("anthropic") : Optional.empty();
    }

    private static Map<String, Vendor> read() {
        Map<String, Vendor> vendors = new HashMap<>();
        for (String line : DataFile.lines("providers.txt")) {
            String[] parts = line.split(" +");
            Optional<String> key = Optional.of(parts[2]).filter(v -> !v.equals("-"));
            Optional<String> address = Optional.of(parts[parts.length - 1]).filter(a -> a.startsWith("https://"));
            boolean catalogued = parts[1].equals(COMPATIBLE) && parts.length == 3;
            vendors.put(parts[0], new Vendor(parts[1], key, catalogued, address));
        }
        return Map.copyOf(vendors);
    }
}
