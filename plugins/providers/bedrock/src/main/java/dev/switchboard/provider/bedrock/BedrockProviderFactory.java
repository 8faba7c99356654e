package dev.switchboard.provider.bedrock;

import dev.switchboard.aws.AwsAuthorizer;
import dev.switchboard.aws.AwsIdentity;
import dev.switchboard.aws.CredentialChain;
import dev.switchboard.aws.CredentialSource;
import dev.switchboard.aws.Environment;
import dev.switchboard.aws.Regions;
import dev.switchboard.aws.SigV4;
import dev.switchboard.provider.bedrock.claude.ClaudeHosting;
import dev.switchboard.provider.bedrock.claude.ClaudeRelay;
import dev.switchboard.provider.bedrock.claude.ClaudeTranslator;
import dev.switchboard.provider.bedrock.converse.ConverseTranslator;
import dev.switchboard.provider.bedrock.embedding.EmbeddingTranslator;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes providers for Amazon Bedrock. */
public final class BedrockProviderFactory implements ProviderFactory<BedrockConfig> {
    private static final String KEY = "AWS_BEARER_TOKEN_BEDROCK";
    private static final String USUAL_REGION = "${env:AWS_REGION:-us-east-1}";
    private static final List<WellKnownKey> KEYS = List.of(
            new WellKnownKey(KEY, "bedrock", Map.of("api-key", "${env:" + KEY + "}", "region", USUAL_REGION)),
            new WellKnownKey("AWS_ACCESS_KEY_ID", "bedrock", Map.of("region", USUAL_REGION)));

    private final Environment environment;

    /** Makes providers in this process's environment. */
    public BedrockProviderFactory() {
        this(Environment.ofProcess());
    }

    BedrockProviderFactory(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String type() {
        return "bedrock";
    }

    @Override
    public Class<BedrockConfig> configType() {
        return BedrockConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, BedrockConfig config, PluginContext context) {
        AwsIdentity identity = config.credentials().orElse(AwsIdentity.NONE);
        String region = Regions.find(config.region(), identity, environment);
        URI endpoint = config.endpoint()
                .map(url -> URI.create(url.toString().replaceFirst("/+$", "")))
                .orElseGet(() -> URI.create("https://bedrock-runtime." + region + "." + Regions.domain(region)));
        Abilities abilities = abilities(config, endpoint);
        Optional<String> key = config.apiKey()
                .or(() -> config.credentials().isPresent() ? Optional.empty() : environment.variable(KEY));
        if (key.isPresent()) {
            String bearer = "Bearer " + key.get();
            return new BedrockProvider(
                    abilities,
                    Set.of(endpoint),
                    Set.of(),
                    request -> request.withHeaders(request.headers().toBuilder()
                            .set("authorization", bearer)
                            .build()));
        }
        CredentialSource source = CredentialChain.find(identity, region, environment, context);
        Set<URI> destinations = new HashSet<>(source.destinations());
        destinations.add(endpoint);
        AwsAuthorizer authorizer = new AwsAuthorizer(new SigV4(region, "bedrock"), source, context);
        return new BedrockProvider(
                abilities, Set.copyOf(destinations), source.metadataServices(), authorizer::authorize);
    }

    private static Abilities abilities(BedrockConfig config, URI endpoint) {
        Headers.Builder headers = Headers.builder();
        config.headers().forEach(headers::set);
        Runtime runtime =
                new Runtime(endpoint, headers.build(), config.guardrail().map(Guardrail::json));
        Headers.Builder invoked = runtime.jsonHeaders().toBuilder().setIfAbsent("accept", "application/json");
        config.guardrail().ifPresent(guardrail -> guardrail.headers().forEach(invoked::set));
        Predicate<Target> isClaude = isClaude(config.publisher());
        ClaudeHosting hosting = new ClaudeHosting(runtime, invoked.build(), config.defaultMaxTokens());
        BedrockChat chat = new BedrockChat(
                new ClaudeTranslator(hosting, config.betas()), new ConverseTranslator(runtime), isClaude);
        return Abilities.builder()
                .translate(Operation.CHAT, chat)
                .translate(Operation.COUNT_TOKENS, new BedrockCount(runtime, chat, isClaude))
                .translate(Operation.EMBEDDING, new EmbeddingTranslator(runtime, invoked.build()))
                .relay(Wire.ANTHROPIC_MESSAGES, new ClaudeRelay(hosting, config.betas(), isClaude))
                .chatSupport(
                        config.publisher().filter(Publisher.ANTHROPIC::equals).isPresent()
                                ? ClaudeTranslator.SUPPORT
                                : ConverseTranslator.SUPPORT)
                .build();
    }

    private static Predicate<Target> isClaude(Optional<Publisher> publisher) {
        return publisher
                .<Predicate<Target>>map(known -> _ -> known == Publisher.ANTHROPIC)
                .orElse(target -> ModelName.of(target.model()).isClaude());
    }
}
