package dev.switchboard.provider.compatible;

class GroqContractTest extends CompatibleContractTest {
    @Override
    String vendor() {
        return "groq";
    }

    @Override
    String relayed() {
        return "{\"max_completion_tokens\":3,\"store\":true,\"model\":\"contract-model-7\",\"messages\":[]}";
    }
}
