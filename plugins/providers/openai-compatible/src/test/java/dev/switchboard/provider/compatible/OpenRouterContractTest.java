package dev.switchboard.provider.compatible;

class OpenRouterContractTest extends CompatibleContractTest {
    @Override
    String vendor() {
        return "openrouter";
    }

    @Override
    String relayed() {
        return "{\"max_completion_tokens\":3,\"store\":true,\"model\":\"contract-model-7\",\"messages\":[]}";
    }
}
