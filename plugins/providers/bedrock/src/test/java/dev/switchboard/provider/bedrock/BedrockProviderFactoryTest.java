package dev.switchboard.provider.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.aws.AwsIdentity;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.embedding.EmbeddingRequest;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.testkit.doubles.TestingContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockProviderFactoryTest {
    @TempDir
    Path directory;

    private Provider provider(
            Map<String, String> variables,
            Optional<String> key,
            Optional<AwsIdentity> identity,
            Optional<URI> endpoint) {
        BedrockConfig config = new BedrockConfig(
                Optional.of("us-west-2"),
                key,
                identity,
                endpoint,
                Optional.empty(),
                List.of(),
                4096,
                Optional.empty(),
                Map.of());
        return TestingBedrock.factory(directory, variables).create("bedrock", config, TestingContext.in(directory));
    }

    private static UpstreamRequest call(Provider provider) {
        ChatRequest chat = ChatRequest.builder("public", List.of(Message.of(Role.USER, "hi")))
                .build();
        return provider.authorize(provider.abilities()
                .translator(Operation.CHAT)
                .orElseThrow()
                .encode(chat, Target.of("b", "amazon.nova-pro-v1:0")));
    }

    @Test
    void anApiKeyIsABearerToken() {
        for (Provider provider : List.of(
                provider(Map.of(), Optional.of("fake-key\n"), Optional.empty(), Optional.empty()),
                provider(
                        Map.of("AWS_BEARER_TOKEN_BEDROCK", "fake-key", "AWS_ACCESS_KEY_ID", "AKIDENV"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))) {
            UpstreamRequest sent = call(provider);
            assertEquals(Optional.of("Bearer fake-key"), sent.headers().first("authorization"));
            assertEquals(
                    Set.of(URI.create("https://bedrock-runtime.us-west-2.amazonaws.com")), provider.destinations());
            assertFalse(provider.toString().contains("fake-key"));
        }
    }

    @Test
    void configuredCredentialsComeBeforeAKeyOfTheEnvironment() {
        AwsIdentity identity = AwsIdentity.ofKeys("AKIDCONFIG", "fake");
        Provider provider = provider(
                Map.of("AWS_BEARER_TOKEN_BEDROCK", "fake-key"),
                Optional.empty(),
                Optional.of(identity),
                Optional.of(URI.create("https://vpce-1.example.com/")));
        UpstreamRequest sent = call(provider);
        assertTrue(sent.headers().first("authorization").orElseThrow().contains("AKIDCONFIG"));
        assertEquals(
                "https://vpce-1.example.com/model/amazon.nova-pro-v1%3A0/converse",
                sent.url().toString());
    }

    @Test
    void theMachinesServiceIsNamedOnlyWhereTheChainReachesIt() {
        Provider machine = provider(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(Set.of(URI.create("http://169.254.169.254")), machine.metadataServices());
        assertFalse(machine.destinations().contains(URI.create("http://169.254.169.254")));
        Provider keys = provider(
                Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "fake"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertEquals(Set.of(), keys.metadataServices());
    }

    private UpstreamRequest embed(String model, OptionalInt dimensions, String... texts) {
        EmbeddingRequest request = new EmbeddingRequest(
                "public",
                Stream.of(texts)
                        .<EmbeddingRequest.Input>map(EmbeddingRequest.Input.Text::new)
                        .toList(),
                dimensions,
                EmbeddingRequest.Encoding.FLOAT,
                Optional.of(EmbeddingRequest.Task.QUERY),
                Optional.empty(),
                Extras.NONE);
        return TestingBedrock.provider(directory, Optional.empty())
                .abilities()
                .translator(Operation.EMBEDDING)
                .orElseThrow()
                .encode(request, Target.of("b", model));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amazon.titan-embed-text-v2:0|256|{\"inputText\":\"Hi\",\"dimensions\":256}",
                "amazon.titan-embed-text-v1|0|{\"inputText\":\"Hi\"}",
                "cohere.embed-multilingual-v3|0|{\"texts\":[\"Hi\"],\"input_type\":\"search_query\",\"embedding_types\":[\"float\"]}",
                "eu.cohere.embed-v4:0|512|{\"texts\":[\"Hi\"],\"input_type\":\"search_query\",\"output_dimension\":512,\"embedding_types\":[\"float\"]}",
                "amazon.nova-2-multimodal-embeddings-v1:0|256|{\"taskType\":\"SINGLE_EMBEDDING\",\"singleEmbeddingParams\":{\"embeddingPurpose\":\"GENERIC_RETRIEVAL\",\"embeddingDimension\":256,\"text\":{\"truncationMode\":\"END\",\"value\":\"Hi\"}}}"
            })
    void eachMakerIsAskedForVectorsInItsOwnWay(String model, int dimensions, String body) {
        OptionalInt wanted = dimensions == 0 ? OptionalInt.empty() : OptionalInt.of(dimensions);
        assertEquals(body, embed(model, wanted, "Hi").body().utf8());
    }

    @Test
    void whatAModelCannotEmbedIsRefusedByName() {
        assertEquals(Optional.of("input"), refusal("amazon.titan-embed-text-v2:0", OptionalInt.empty(), "a", "b"));
        assertEquals(Optional.of("dimensions"), refusal("amazon.titan-embed-text-v1", OptionalInt.of(5), "a"));
        assertEquals(Optional.of("model"), refusal("meta.llama3-1-8b-instruct-v1:0", OptionalInt.empty(), "a"));
    }

    private Optional<String> refusal(String model, OptionalInt dimensions, String... texts) {
        return assertThrows(GatewayException.class, () -> embed(model, dimensions, texts))
                .error()
                .param();
    }
}
