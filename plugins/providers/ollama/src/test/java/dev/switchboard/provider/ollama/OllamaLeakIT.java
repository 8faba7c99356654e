package dev.switchboard.provider.ollama;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class OllamaLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("baseUrl", URI.create("http://localhost:11434"));
    }
}
