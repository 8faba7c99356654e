package dev.switchboard.format.litellm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.ConfigLoader;
import dev.switchboard.config.Configuration;
import dev.switchboard.config.Section;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.schema.ModelConfig;
import dev.switchboard.config.schema.RoutingConfig;
import dev.switchboard.config.schema.TargetConfig;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the real loader, so that every translation is also a valid native configuration. */
class LiteLlmFormatTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "OPENAI_EU_KEY", "sk-fake-eu-account",
            "OPENAI_EU_BASE", "https://eu.openai.example/v1",
            "OPENAI_US_KEY", "sk-fake-hidden-by-the-file",
            "OPENAI_API_KEY", "sk-fake-default",
            "GROQ_API_KEY", "gsk-fake",
            "TOGETHER_TOKEN", "tok-fake",
            "MASTER_KEY", "sk-fake-master-of-all");

    record Compatible(String vendor, @Secret Optional<String> apiKey, Optional<URI> baseUrl) {}

    record Addressed(@Secret Optional<String> apiKey, Optional<URI> baseUrl) {}

    record OpenAi(@Secret String apiKey, Optional<URI> baseUrl, Optional<String> organization) {}

    @TempDir
    Path folder;

    private Configuration load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), text);
        return ConfigLoader.ofFile(file, ENVIRONMENT, List.of()).load(new LiteLlmConfigPlugin().configFormats());
    }

    private Configuration sample() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("team-gateway.yaml"))) {
            return load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Notices as {@code KIND line path}. */
    private static List<String> notices(Configuration configuration) {
        return configuration.notices().stream()
                .map(n -> n.kind() + " " + n.origin().line() + " " + n.path())
                .toList();
    }

    private static TargetConfig target(Configuration configuration, String model, int index) {
        return configuration.gateway().models().get(model).targets().get(index);
    }

    record Kept(Optional<String> url, Optional<String> password, Optional<String> prefix, Optional<Duration> ttl) {}

    @Test
    void cacheBecomesOneInRedisOrInMemory() throws IOException {
        Configuration redis = load("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m}}
                litellm_settings:
                  cache: true
                  cache_params:
                    type: redis
                    host: os.environ/REDIS_HOST
                    port: 6380
                    password: os.environ/REDIS_PASSWORD
                    ssl: true
                    ttl: 600
                    namespace: prod
                    supported_call_types: [acompletion]
                environment_variables: {REDIS_HOST: cache.internal, REDIS_PASSWORD: fake-secret}
                """);
        assertEquals("redis", redis.gateway().caches().get("litellm").type());
        assertEquals(
                new Kept(
                        Optional.of("rediss://cache.internal:6380"),
                        Optional.of("fake-secret"),
                        Optional.of("prod"),
                        Optional.of(Duration.ofMinutes(10))),
                redis.bind(Section.CACHES, "litellm", Kept.class).get());
        assertTrue(notices(redis).contains("UNSUPPORTED 13 litellm_settings.cache_params.supported_call_types"));
        assertTrue(notices(redis).contains("CHANGED 4 litellm_settings.cache"));
        Configuration memory = load("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m}}
                litellm_settings: {cache: true}
                """);
        assertEquals("memory", memory.gateway().caches().get("litellm").type());
        Configuration other = load("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m}}
                litellm_settings: {cache: true, cache_params: {type: qdrant-semantic}}
                """);
        assertEquals(Map.of(), other.gateway().caches());
        assertTrue(notices(other).contains("UNSUPPORTED 3 litellm_settings.cache_params.type"));
    }

    @Test
    void groupsBecomeModelsWithTargets() throws IOException {
        Map<String, ModelConfig> models = sample().gateway().models();
        assertEquals(List.of("chat-large", "chat-fast", "together/*", "local", "claude"), List.copyOf(models.keySet()));
        ModelConfig large = models.get("chat-large");
        assertEquals(List.of("gpt-4"), large.aliases());
        assertEquals(
                List.of("openai", "openai-2"),
                large.targets().stream().map(TargetConfig::provider).toList());
        assertEquals(
                List.of(600.0, 200.0),
                large.targets().stream().map(TargetConfig::weight).toList());
        assertEquals(List.of("user"), large.targets().get(1).remove());
        assertEquals(Map.of("X-Team", "a${b}"), large.targets().get(1).headers());
        assertEquals("*", models.get("together/*").targets().getFirst().model());
        assertEquals("Qwen/Qwen3-32B", models.get("local").targets().getFirst().model());
    }

    @Test
    void providersAreInstancesOfPlaceAndCredentials() throws IOException {
        Configuration configuration = sample();
        assertEquals(
                new OpenAi(
                        "sk-fake-eu-account",
                        Optional.of(URI.create("https://eu.openai.example/v1")),
                        Optional.of("org-fake-eu")),
                configuration.bind(Section.PROVIDERS, "openai", OpenAi.class).get());
        assertEquals(
                "sk-fake-us-account",
                configuration
                        .bind(Section.PROVIDERS, "openai-2", OpenAi.class)
                        .get()
                        .apiKey());
        assertEquals(
                new Compatible("groq", Optional.of("gsk-fake"), Optional.empty()),
                configuration.bind(Section.PROVIDERS, "groq", Compatible.class).get());
        assertEquals(
                Optional.of("tok-fake"),
                configuration
                        .bind(Section.PROVIDERS, "together_ai", Compatible.class)
                        .get()
                        .apiKey());
        assertEquals(
                new Compatible("hosted_vllm", Optional.empty(), Optional.of(URI.create("http://127.0.0.1:8000/v1"))),
                configuration
                        .bind(Section.PROVIDERS, "hosted_vllm", Compatible.class)
                        .get());
        assertEquals(
                "bedrock", configuration.gateway().providers().get("bedrock").type());
    }

    @Test
    void timesRetriesKeyAndLimitsAreCarriedOver() throws IOException {
        Configuration configuration = sample();
        var timeouts = target(configuration, "chat-large", 0).timeouts();
        assertEquals(Duration.ofMillis(20_500), timeouts.firstByte());
        assertEquals(Duration.ofSeconds(120), timeouts.total());
        assertEquals(
                Duration.ofSeconds(900),
                target(configuration, "chat-fast", 0).timeouts().firstByte());
        var gateway = configuration.gateway();
        assertEquals(Duration.ofSeconds(900), gateway.server().limits().requestTimeout());
        assertEquals(4, gateway.routing().retries().maxAttempts());
        assertEquals(Optional.of("sk-fake-master-of-all"), gateway.keys().operator());
        assertEquals(50L << 20, gateway.server().limits().maxBody().bytes());
    }

    @Test
    void everythingElseIsNamedWithItsLine() throws IOException {
        assertEquals(
                List.of(
                        "RISK 36 model_list[4].litellm_params.max_budget",
                        "UNSUPPORTED 41 model_list[6]",
                        "UNSUPPORTED 53 environment_variables.LANGFUSE_HOST",
                        "UNSUPPORTED 56 litellm_settings.drop_params",
                        "UNSUPPORTED 59 litellm_settings.callbacks",
                        "RISK 60 litellm_settings.max_budget",
                        "UNKNOWN 61 litellm_settings.colour",
                        "UNSUPPORTED 68 router_settings.model_group_alias.gone",
                        "RISK 73 general_settings.database_url",
                        "UNSUPPORTED 75 general_settings.alerting",
                        "RISK 78 guardrails[0]",
                        "UNSUPPORTED 81 mcp_servers",
                        "UNKNOWN 83 somethng"),
                notices(sample()));
    }

    @Test
    void pricesAreTheTargets() throws IOException {
        Configuration configuration = load("""
                model_list:
                  - model_name: mine
                    litellm_params:
                      model: openai/deployed
                      api_key: sk-fake
                      input_cost_per_token: 1.5e-06
                      input_cost_per_pixel: 1e-08
                    model_info: {base_model: gpt-4o, input_cost_per_token: 9, cache_read_input_token_cost: 2e-07}
                """);
        TargetConfig mine = target(configuration, "mine", 0);
        assertEquals(Set.of("base_model"), mine.info().keySet());
        assertEquals(
                List.of("input_cost_per_token", "cache_read_input_token_cost"),
                List.copyOf(mine.price().keySet()));
        assertEquals(Optional.of(new BigDecimal("1.5")), mine.inputPrice());
        assertEquals(
                List.of(
                        "RISK 1 general_settings.master_key",
                        "RISK 7 model_list[0].litellm_params.input_cost_per_pixel"),
                notices(configuration));
    }

    @Test
    void theSmallestFileOfTheTutorialsWorks() throws IOException {
        Configuration configuration = load("""
            model_list:
              - model_name: gpt-4o
                litellm_params: {model: gpt-4o}
            general_settings: {master_key: sk-1234}
            """);
        assertEquals(
                "sk-fake-default",
                configuration
                        .bind(Section.PROVIDERS, "openai", OpenAi.class)
                        .get()
                        .apiKey());
        assertEquals(List.of("RISK 4 general_settings.master_key"), notices(configuration));
    }

    @Test
    void weightsDecideBeforeRatesAndTheRestOfTheGroupTakesNothing() throws IOException {
        Configuration configuration = load("""
            model_list:
              - {model_name: m, litellm_params: {model: groq/a, weight: 0.9, rpm: 5}}
              - {model_name: m, litellm_params: {model: groq/b, rpm: 500}}
              - {model_name: alone, litellm_params: {model: groq/c, rpm: 5}}
            """);
        assertEquals(0.9, target(configuration, "m", 0).weight());
        assertEquals(0.0, target(configuration, "m", 1).weight());
        assertEquals(1.0, target(configuration, "alone", 0).weight());
        assertEquals(
                List.of(
                        "RISK 1 general_settings.master_key",
                        "UNSUPPORTED 2 model_list[0].litellm_params.rpm",
                        "UNSUPPORTED 3 model_list[1].litellm_params.rpm",
                        "UNSUPPORTED 4 model_list[2].litellm_params.rpm"),
                notices(configuration));
    }

    @Test
    void eachOrganizationIsADeployment() throws IOException {
        Configuration configuration = load("""
            model_list:
              - {model_name: m, litellm_params: {model: openai/a, organization: [org-1, org-2]}}
            """);
        assertEquals(2, configuration.gateway().models().get("m").targets().size());
        assertEquals(
                Optional.of("org-2"),
                configuration
                        .bind(Section.PROVIDERS, "openai-2", OpenAi.class)
                        .get()
                        .organization());
    }

    @Test
    void wildcardsThatCannotBeCarriedOverAreLeftOutByName() throws IOException {
        Configuration configuration = load("""
            model_list:
              - {model_name: "a::*:b::*", litellm_params: {model: "openai/*"}}
              - {model_name: fixed, litellm_params: {model: "openai/*"}}
              - {model_name: bare, litellm_params: {model: my-model}}
              - {model_name: "*", litellm_params: {model: "openai/*"}}
            """);
        assertEquals(
                List.of("a::*:b::*", "*"),
                List.copyOf(configuration.gateway().models().keySet()));
        assertEquals(
                List.of("3 model_list[1]", "4 model_list[2]"),
                configuration.notices().stream()
                        .filter(n -> n.kind() == Kind.UNSUPPORTED)
                        .map(n -> n.origin().line() + " " + n.path())
                        .toList());
    }

    @Test
    void routerSettingsAreHonoured() throws IOException {
        Configuration configuration = load("""
            model_list:
              - model_name: m
                litellm_params:
                  {model: groq/a, order: 1, rpm: 60, tpm: 9000, max_parallel_requests: 4, region_name: eu, tags: [paid], tag_regex: ["^User-Agent: claude-cli/"],
                   input_cost_per_token: 0.0000025}
                model_info: {id: first, max_input_tokens: 8000, access_groups: [beta]}
              - {model_name: n, litellm_params: {model: groq/b}}
              - {model_name: "o/*", litellm_params: {model: "groq/*"}}
            router_settings:
              routing_strategy: usage-based-routing-v2
              num_retries: 2
              retry_after: 2
              retry_policy: {TimeoutErrorRetries: 0, RateLimitErrorRetries: 5, BadRequestErrorRetries: 3}
              allowed_fails: 2
              cooldown_time: 90
              enable_tag_filtering: true
              fallbacks: [{m: [n, o/x, gone]}, {"*": [n]}]
              context_window_fallbacks: [{n: [m]}]
              content_policy_fallbacks: [{n: [m]}]
            general_settings: {master_key: os.environ/MASTER_KEY}
            """);
        var m = configuration.gateway().models().get("m");
        TargetConfig first = m.targets().getFirst();
        assertEquals("first", first.stateId());
        assertEquals(1, first.order());
        assertEquals(new TargetConfig.Limits(Optional.of(60), Optional.of(9_000), Optional.of(4)), first.limits());
        assertEquals(Optional.of("eu"), first.region());
        assertEquals(List.of("paid"), first.tags());
        assertEquals(List.of("^claude-cli/"), first.userAgents());
        assertEquals(Optional.of(8_000), first.contextWindow());
        assertEquals(0, new BigDecimal("2.5").compareTo(first.inputPrice().orElseThrow()));
        assertEquals(List.of("beta"), m.accessGroups());
        assertEquals(List.of("n", "o/x"), m.fallbacks());
        assertEquals(List.of("m"), configuration.gateway().models().get("n").contextWindowFallbacks());
        assertEquals(List.of("m"), configuration.gateway().models().get("n").contentPolicyFallbacks());
        RoutingConfig routing = configuration.gateway().routing();
        assertEquals("usage", routing.strategy());
        assertEquals(List.of("n"), routing.fallbacks());
        assertEquals(6, routing.retries().maxAttempts());
        assertEquals(Duration.ofSeconds(2), routing.retries().firstWait());
        assertEquals(
                Map.of(
                        "upstream-timeout", 0,
                        "rate-limit", 5,
                        "quota", 2,
                        "overloaded", 2,
                        "upstream", 2,
                        "request-timeout", 2),
                routing.retries().byError());
        assertEquals(3, routing.coolDown().failures());
        assertEquals(Duration.ofSeconds(90), routing.coolDown().first());
        assertEquals(
                List.of(
                        "UNSUPPORTED 13 router_settings.retry_policy.BadRequestErrorRetries",
                        "UNSUPPORTED 17 fallbacks"),
                notices(configuration));
    }

    @Test
    void policiesGroupsAndChecksAreHonoured() throws IOException {
        Configuration configuration = load("""
            model_list:
              - {model_name: m, litellm_params: {model: groq/a}}
              - {model_name: n, litellm_params: {model: groq/b}}
            router_settings:
              num_retries: 1
              model_group_retry_policy: {m: {RateLimitErrorRetries: 4, DefaultRetries: 0, NotFoundErrorRetries: 1}}
              allowed_fails_policy: {TimeoutErrorAllowedFails: 0, InternalServerErrorAllowedFails: 9,
                BadGatewayErrorAllowedFails: 4, BadRequestErrorAllowedFails: 1}
              max_fallbacks: 2
              model_group_alias: {open: m, secret: {model: m, hidden: true}, shown: {model: n, hidden: false}}
              routing_groups:
                - {group_name: quick, models: [n], routing_strategy: latency-based-routing}
                - {group_name: odd, models: [m], routing_strategy: astrology}
              routing_strategy_args: {ttl: 10}
              optional_pre_call_checks: [encrypted_content_affinity, router_budget_limiting, session_affinity]
            general_settings: {master_key: os.environ/MASTER_KEY}
            """);
        ModelConfig m = configuration.gateway().models().get("m");
        ModelConfig n = configuration.gateway().models().get("n");
        assertEquals(5, m.retries().orElseThrow().maxAttempts());
        assertEquals(
                Map.of(
                        "upstream-timeout", 0,
                        "rate-limit", 4,
                        "quota", 0,
                        "overloaded", 0,
                        "upstream", 0,
                        "request-timeout", 0),
                m.retries().orElseThrow().byError());
        assertEquals(Optional.empty(), n.retries());
        RoutingConfig routing = configuration.gateway().routing();
        assertEquals(2, routing.retries().maxAttempts());
        assertEquals(
                Map.of("upstream-timeout", 1, "upstream", 5), routing.coolDown().byError());
        assertEquals(2, routing.maxFallbacks());
        assertEquals(List.of("open"), m.aliases());
        assertEquals(List.of("secret"), m.hiddenAliases());
        assertEquals(List.of("shown"), n.aliases());
        assertEquals(Optional.empty(), m.strategy());
        assertEquals(Optional.of("latency"), n.strategy());
        assertEquals(ModelConfig.Affinity.CONVERSATION, m.affinity());
        assertEquals(
                List.of(
                        "UNSUPPORTED 6 router_settings.model_group_retry_policy.m.NotFoundErrorRetries",
                        "UNSUPPORTED 8 router_settings.allowed_fails_policy.BadRequestErrorAllowedFails",
                        "UNSUPPORTED 13 router_settings.routing_groups.routing_strategy",
                        "CHANGED 14 router_settings.routing_strategy_args",
                        "RISK 15 router_settings.optional_pre_call_checks"),
                notices(configuration));
    }

    @Test
    void backgroundHealthChecksAreHonoured() throws IOException {
        Configuration configuration = load("""
            model_list:
              - {model_name: c, litellm_params: {model: groq/a}, model_info: {health_check_model: groq/tiny}}
              - {model_name: e, litellm_params: {model: groq/b}, model_info: {mode: embedding}}
              - {model_name: s, litellm_params: {model: groq/c}, model_info: {mode: audio_speech}}
              - {model_name: n, litellm_params: {model: groq/d}, model_info: {disable_background_health_check: true}}
            general_settings:
              {master_key: os.environ/MASTER_KEY, background_health_checks: true, health_check_interval: 60}
            """);
        assertEquals(
                Optional.of(Duration.ofSeconds(60)),
                configuration.gateway().routing().healthChecks().interval());
        assertEquals(
                Optional.of("tiny"), target(configuration, "c", 0).healthCheck().model());
        assertEquals(
                TargetConfig.HealthCheck.Operation.EMBEDDING,
                target(configuration, "e", 0).healthCheck().operation());
        assertFalse(target(configuration, "s", 0).healthCheck().enabled());
        assertFalse(target(configuration, "n", 0).healthCheck().enabled());
        assertEquals(List.of(), notices(configuration));
    }

    @Test
    void halfUsableValuesAreNamed() throws IOException {
        Configuration configuration = load("""
            model_list:
              - model_name: m
                litellm_params:
                  model: groq/a
                  weight: os.environ/SHARE
                  timeout: soon
                  additional_drop_params: [user, "tools[*].strict"]
            general_settings: {master_key: os.environ/MASTER_KEY}
            """);
        assertEquals(List.of("user"), target(configuration, "m", 0).remove());
        assertEquals(
                List.of(
                        "UNSUPPORTED 5 model_list[0].litellm_params.weight",
                        "UNSUPPORTED 6 model_list[0].litellm_params.timeout",
                        "UNSUPPORTED 7 model_list[0].litellm_params.additional_drop_params"),
                notices(configuration));
    }

    @Test
    void anthropicIsReachedWithItsUsualKeyWhetherTheModelNamesItOrNot() throws IOException {
        Configuration configuration = load("""
                environment_variables: {ANTHROPIC_API_KEY: sk-fake-anthropic}
                general_settings: {master_key: sk-fake-master-key-of-tests}
                model_list:
                  - {model_name: a, litellm_params: {model: anthropic/claude-sonnet-4-5}}
                  - {model_name: b, litellm_params: {model: claude-haiku-4-5}}
                """);
        assertEquals(List.of(), notices(configuration));
        assertEquals(
                "anthropic",
                configuration.gateway().providers().get("anthropic").type());
        assertEquals(
                Optional.of("sk-fake-anthropic"),
                configuration
                        .bind(Section.PROVIDERS, "anthropic", Addressed.class)
                        .get()
                        .apiKey());
        assertEquals("claude-sonnet-4-5", target(configuration, "a", 0).model());
        assertEquals("anthropic", target(configuration, "b", 0).provider());
    }

    @Test
    void aCompatibleServerThatIsNoVendorHereIsReachedByItsAddress() throws IOException {
        Configuration configuration = load("""
                model_list:
                  - {model_name: a, litellm_params: {model: lambda_ai/x, api_key: k-fake}}
                  - {model_name: b, litellm_params: {model: llamafile/x, api_base: "http://127.0.0.1:8080/v1"}}
                """);
        assertEquals(
                Optional.of(URI.create("https://api.lambda.ai/v1")),
                configuration
                        .bind(Section.PROVIDERS, "lambda_ai", Addressed.class)
                        .get()
                        .baseUrl());
        assertEquals(
                Optional.of(URI.create("http://127.0.0.1:8080/v1")),
                configuration
                        .bind(Section.PROVIDERS, "llamafile", Addressed.class)
                        .get()
                        .baseUrl());
    }

    record Azure(
            URI endpoint,
            @Secret Optional<String> apiKey,
            Optional<String> apiVersion,
            Optional<Map<String, String>> entra) {}

    record Bedrock(Optional<String> region, Optional<URI> endpoint, Optional<Map<String, String>> credentials) {}

    record Vertex(
            String project,
            String location,
            Optional<String> publisher,
            Optional<Path> credentialsFile,
            @Secret Optional<String> credentials) {}

    record Watsonx(URI baseUrl, @Secret String apiKey, Optional<String> projectId, Optional<String> spaceId) {}

    record Databricks(
            URI workspace,
            @Secret Optional<String> token,
            Optional<String> clientId,
            @Secret Optional<String> clientSecret) {}

    @Test
    void cloudsAreReachedWithTheirOwnSettings() throws IOException {
        Configuration configuration = load("""
                general_settings: {master_key: sk-fake-master-key-of-tests}
                environment_variables: {AZURE_API_KEY: sk-fake-azure, WATSONX_API_KEY: sk-fake-watsonx, SA: '{"type":"x"}'}
                model_list:
                  - {model_name: a, litellm_params: {model: azure/gpt, api_base: "https://r.openai.azure.com/openai", api_version: "2024-10-21"}}
                  - {model_name: b, litellm_params: {model: azure/gpt, api_base: "https://r.openai.azure.com", tenant_id: t, client_id: c, client_secret: fake, azure_username: u}}
                  - {model_name: c, litellm_params: {model: bedrock/converse/anthropic.claude, aws_region_name: eu-west-1, aws_access_key_id: AKIAFAKE, aws_secret_access_key: fake, aws_role_name: "arn:aws:iam::1:role/r", aws_session_name: s, aws_web_identity_token: oidc/google}}
                  - {model_name: d, litellm_params: {model: vertex_ai/gemini-3-pro, vertex_project: p, vertex_location: europe-west4, vertex_credentials: /keys/sa.json}}
                  - {model_name: e, litellm_params: {model: vertex_ai/claude-sonnet-4-5, vertex_project: p, vertex_location: global, vertex_credentials: os.environ/SA}}
                  - {model_name: f, litellm_params: {model: watsonx/ibm/granite, watsonx_region_name: eu-de, space_id: s}}
                  - {model_name: g, litellm_params: {model: databricks/llama, api_base: "https://w.databricks.com/serving-endpoints", client_id: c, client_secret: fake}}
                """);
        assertEquals(
                new Azure(
                        URI.create("https://r.openai.azure.com"),
                        Optional.of("sk-fake-azure"),
                        Optional.of("2024-10-21"),
                        Optional.empty()),
                configuration.bind(Section.PROVIDERS, "azure", Azure.class).get());
        assertEquals(
                new Azure(
                        URI.create("https://r.openai.azure.com"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Map.of("tenant-id", "t", "client-id", "c", "client-secret", "fake"))),
                configuration.bind(Section.PROVIDERS, "azure-2", Azure.class).get());
        assertEquals(
                new Bedrock(
                        Optional.of("eu-west-1"),
                        Optional.empty(),
                        Optional.of(Map.of(
                                "access-key-id", "AKIAFAKE",
                                "secret-access-key", "fake",
                                "role-arn", "arn:aws:iam::1:role/r",
                                "role-session-name", "s"))),
                configuration.bind(Section.PROVIDERS, "bedrock", Bedrock.class).get());
        assertEquals("anthropic.claude", target(configuration, "c", 0).model());
        assertEquals(
                new Vertex(
                        "p", "europe-west4", Optional.empty(), Optional.of(Path.of("/keys/sa.json")), Optional.empty()),
                configuration.bind(Section.PROVIDERS, "vertex_ai", Vertex.class).get());
        assertEquals(
                new Vertex("p", "global", Optional.of("anthropic"), Optional.empty(), Optional.of("{\"type\":\"x\"}")),
                configuration
                        .bind(Section.PROVIDERS, "vertex_ai-2", Vertex.class)
                        .get());
        assertEquals(
                new Watsonx(
                        URI.create("https://eu-de.ml.cloud.ibm.com"),
                        "sk-fake-watsonx",
                        Optional.empty(),
                        Optional.of("s")),
                configuration.bind(Section.PROVIDERS, "watsonx", Watsonx.class).get());
        assertEquals(
                new Databricks(
                        URI.create("https://w.databricks.com"),
                        Optional.empty(),
                        Optional.of("c"),
                        Optional.of("fake")),
                configuration
                        .bind(Section.PROVIDERS, "databricks", Databricks.class)
                        .get());
        assertEquals(
                List.of(
                        "UNSUPPORTED 5 model_list[1].litellm_params.azure_username",
                        "UNSUPPORTED 6 model_list[2].litellm_params.aws_web_identity_token",
                        "CHANGED 8 model_list[4].litellm_params.vertex_credentials"),
                notices(configuration));
    }

    @Test
    void aProviderCanBeForced() throws IOException {
        Configuration configuration = load("""
            model_list:
              - {model_name: m, litellm_params: {model: org/name, custom_llm_provider: together_ai, api_key: k-fake}}
            """);
        assertEquals("org/name", target(configuration, "m", 0).model());
        assertEquals(
                "openai-compatible",
                configuration.gateway().providers().get("together_ai").type());
    }

    @Test
    void aBrokenEntryIsRefusedWithAllItsFellows() {
        ConfigException e = assertThrows(ConfigException.class, () -> load("""
            model_list:
              - {litellm_params: {model: openai/a}}
              - just a text
              - {model_name: m, litellm_params: {model: openai/a, litellm_credential_name: gone}}
            """));
        assertEquals(
                List.of("model_list[0]", "model_list[1]", "model_list[2].litellm_params.litellm_credential_name"),
                e.problems().stream().map(p -> p.path()).toList());
    }

    @Test
    void aMissingVariableIsReportedWhereItIsUsed() {
        ConfigException e =
                assertThrows(ConfigException.class, () -> load("general_settings:\n  master_key: os.environ/NO\n"));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "config.yaml:2:15: keys.operator: environment variable NO is not set (set it, or write"
                                        + " ${env:NO:-default})"),
                e.getMessage());
    }

    @Test
    void aNativeFileIsNotTakenForLiteLlm() throws IOException {
        assertEquals(4711, load("server: {port: 4711}").gateway().server().port());
    }

    @Test
    void noNoticeShowsASecret() throws IOException {
        Configuration configuration = sample();
        assertFalse(configuration.notices().toString().contains("sk-fake"), "notices");
        assertFalse(configuration.explain(_ -> Map.of()).toString().contains("sk-fake"), "settings");
    }

    @Test
    void everyKnownSettingHasAKindAndEveryPrefixAType() {
        assertTrue(DataFile.lines("settings.txt").size() > 300);
        assertEquals(
                Kind.RISK,
                KnownSettings.find("general_settings", "database_url").kind());
        assertEquals(
                Kind.UNKNOWN,
                KnownSettings.find("general_settings", "databse_url").kind());
        assertEquals("openai-compatible", Vendors.find("groq").orElseThrow().type());
        assertEquals(Optional.empty(), Vendors.find("hosted_vllm").orElseThrow().keyVariable());
    }
}
