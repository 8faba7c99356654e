package dev.switchboard.provider.bedrock;

import dev.switchboard.aws.AwsIdentity;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an instance.
 *
 * @param region           such as {@code eu-central-1}
 * @param apiKey           of Bedrock itself, sent as a bearer token in place of signatures
 * @param credentials      who signs
 * @param endpoint         replaces the region's address
 * @param publisher        whose models the instance reaches, where their names do not tell
 * @param betas            beta features of Claude that this instance may ask for beside the known ones
 * @param defaultMaxTokens the limit of output tokens for Claude where a caller of another format names none; at least 1
 * @param guardrail        that each call passes
 * @param headers          more fields of each call
 */
@Description("Models on Amazon Bedrock; a target's model is a model's id, an inference profile's id, or an ARN.")
public record BedrockConfig(
        @Description("The region; by default that of AWS_REGION, else of the profile.")
        Optional<String> region,

        @Description("An API key of Bedrock, which replaces credentials; by default that of AWS_BEARER_TOKEN_BEDROCK.")
        @Secret
        Optional<String> apiKey,

        @Description("Who signs calls; without it credentials are found as AWS's own SDKs find them.")
        Optional<AwsIdentity> credentials,

        @Description("Where to call instead of the region's own address, such as a VPC endpoint.")
        Optional<URI> endpoint,

        @Description(
                "Whose models the instance reaches where names do not tell, as those of application inference profiles: anthropic, or any to call Claude in Bedrock's own format, too.")
        Optional<Publisher> publisher,

        @Description("Beta features of Claude to let through beside those that Bedrock is known to have.")
        List<String> betas,

        @Description("For Claude: the limit of output tokens where a caller of another format names none.")
        @Default("4096")
        long defaultMaxTokens,

        @Description("A guardrail of Bedrock's that every call passes.")
        Optional<Guardrail> guardrail,

        @Description("More header fields of each call; they replace those of the caller.") @Secret
        Map<String, String> headers) {
    /** @throws IllegalArgumentException if a setting cannot be one; the message is for the operator */
    public BedrockConfig {
        if (apiKey.isPresent() && credentials.isPresent()) {
            throw new IllegalArgumentException("api-key, credentials: both are set (expected: one of them)");
        }
        if (apiKey.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "api-key: blank (expected: an API key of Bedrock, such as ${env:AWS_BEARER_TOKEN_BEDROCK})");
        }
        if (defaultMaxTokens < 1) {
            throw new IllegalArgumentException("default-max-tokens: " + defaultMaxTokens + " (expected: 1 or more)");
        }
        endpoint.filter(url -> url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null)
                .ifPresent(url -> {
                    throw new IllegalArgumentException("endpoint: " + url.getHost()
                            + " (expected: an absolute URL without query, such as https://vpce-1.example.com)");
                });
        apiKey = apiKey.map(String::strip); // files with keys end in a line break
        betas = List.copyOf(betas);
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> Headers.of(name, value));
    }

    /** The region only: the rest is secret or tells who pays. */
    @Override
    public String toString() {
        return "BedrockConfig[" + region.orElse("") + "]";
    }
}
