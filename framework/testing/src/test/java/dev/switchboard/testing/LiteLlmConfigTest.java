package dev.switchboard.testing;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** LiteLLM's configuration with plugins of this process. */
class LiteLlmConfigTest {
    @Test
    void drivesAGateway() throws IOException {
        LiteLlmConfig.check(Gateways.builder());
    }
}
