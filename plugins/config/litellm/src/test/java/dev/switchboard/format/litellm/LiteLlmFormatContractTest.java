package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.testkit.contract.ConfigFormatContract;
import java.util.Set;

class LiteLlmFormatContractTest extends ConfigFormatContract {
    @Override
    protected ConfigFormat format() {
        return new LiteLlmFormat();
    }

    @Override
    protected String sample() {
        return """
                {"model_list": [
                   {"model_name": "large", "litellm_params": {"model": "openai/gpt-4o", "api_key": "sk-fake-contract",
                      "api_base": "os.environ/OPENAI_EU_BASE", "organization": "org-fake", "rpm": 600, "timeout": 120,
                      "extra_headers": {"X-Team": "a"}, "temperature": 0.2, "max_budget": 10},
                    "model_info": {"id": "eu-1", "mode": "chat", "max_input_tokens": 128000}},
                   {"model_name": "small", "litellm_params": {"model": "groq/llama-3.3-70b-versatile",
                      "litellm_credential_name": "groq", "input_cost_per_token": 0.00000059}}],
                 "credential_list": [{"credential_name": "groq", "credential_values": {"api_key": "os.environ/GROQ_TOKEN"}}],
                 "environment_variables": {"GROQ_TOKEN": "gsk-fake-contract"},
                 "litellm_settings": {"drop_params": true, "request_timeout": 900, "callbacks": ["langfuse"]},
                 "router_settings": {"routing_strategy": "latency-based-routing", "num_retries": 3,
                   "model_group_alias": {"gpt-4": "large"}, "fallbacks": [{"large": ["small"]}]},
                 "general_settings": {"master_key": "sk-fake-master", "alerting": ["slack"]}}
                """;
    }

    @Override
    protected String secret() {
        return "sk-fake-contract";
    }

    @Override
    protected boolean isFree(String path) {
        return Set.of(
                        "model_list[0].litellm_params.extra_headers",
                        "environment_variables",
                        "router_settings.model_group_alias",
                        "router_settings.fallbacks[0]")
                .contains(path);
    }
}
