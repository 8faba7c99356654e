package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A gateway that runs on LiteLLM's configuration as it is. */
final class LiteLlmConfig {
    private static final String YAML = """
            model_list:
              - model_name: chat-large
                litellm_params:
                  model: openai/gpt-4o
                  api_base: os.environ/UPSTREAM_URL
                  api_key: os.environ/UPSTREAM_KEY
              - model_name: "local/*"
                litellm_params:
                  model: "hosted_vllm/*"
                  api_base: os.environ/UPSTREAM_URL
            router_settings:
              num_retries: 1
            litellm_settings:
              drop_params: true
            general_settings:
              master_key: os.environ/MASTER_KEY
            """;

    private LiteLlmConfig() {}

    static void check(TestingGatewayBuilder builder) throws IOException {
        try (MockUpstream upstream = MockUpstream.start().on("POST", Chat.PATH, Reply.json(Chat.COMPLETION));
                TestingGateway gateway = builder.config(YAML)
                        .upstream(upstream)
                        .environment(Map.of("UPSTREAM_KEY", "sk-fake-upstream", "MASTER_KEY", "sk-fake-master"))
                        .keyOfConfig("sk-fake-master")
                        .start()) {
            assertEquals(
                    Chat.COMPLETION,
                    gateway.post(Chat.PATH, Chat.request("chat-large")).text());
            assertEquals(Chat.request("gpt-4o"), upstream.requests().getLast().bodyText());
            assertEquals(
                    Optional.of("Bearer sk-fake-upstream"),
                    upstream.requests().getLast().header("authorization"));
            assertEquals(
                    200, gateway.post(Chat.PATH, Chat.request("local/qwen")).status());
            assertEquals(Chat.request("qwen"), upstream.requests().getLast().bodyText());
            String notices = gateway.gateway().configuration().notices().toString();
            assertTrue(notices.contains("drop_params"), notices);
        }
    }
}
