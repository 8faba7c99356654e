package dev.switchboard.provider.compatible;

import dev.switchboard.spi.config.Description;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.QuirksBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server departs from OpenAI's own format, beyond what the catalogue says.
 *
 * @param rename         body members it knows by another name
 * @param remove         body members to leave out
 * @param drop           body members and parameters to leave out of translated requests
 * @param removeNull     body members to leave out when they are null
 * @param refuse         body members and content part types to refuse in translated requests
 * @param streamUsage    how it is brought to report usage in a stream
 * @param outputLimit    the member for the limit of output tokens in translated requests
 * @param developerRole  whether it knows the role {@code developer}
 * @param cacheMarks     whether it takes {@code cache_control} marks
 * @param documentUrls   whether it fetches documents by their address
 * @param documentParts  whether documents are parts of a type of their own
 * @param reasoningInput the message member for earlier reasoning
 * @param signatures     how it signs reasoning
 * @param mostStops      how many stop sequences it takes
 */
@Description(
        "Where the server departs from OpenAI's own format. Lists and maps add to the vendor's, the rest replaces it.")
public record QuirksConfig(
        @Description("Body members it knows by another name, such as max_completion_tokens: max_tokens.")
        Map<String, String> rename,

        @Description("Body members it stumbles over, left out of every request.")
        List<String> remove,

        @Description(
                "Body members, and names of docs/parameters.md, that it does not have: left out of translated requests.")
        List<String> drop,

        @Description("Body members it stumbles over when they are null.")
        List<String> removeNull,

        @Description(
                "Body members, content part types, and names of docs/parameters.md, that it cannot do; a translated"
                        + " request that needs one is refused.")
        List<String> refuse,

        @Description(
                "on-request: usage in streams is asked for by stream_options; unasked: the server must not be asked.")
        Optional<Quirks.StreamUsage> streamUsage,

        @Description("The member for the limit of output tokens in translated requests, max_tokens by default.")
        Optional<String> outputLimit,

        @Description("Whether it knows messages of the role developer; false by default.")
        Optional<Boolean> developerRole,

        @Description("Whether it takes cache_control marks; false by default.")
        Optional<Boolean> cacheMarks,

        @Description(
                "Whether it fetches documents whose address stands in the place of their content; false by default.")
        Optional<Boolean> documentUrls,

        @Description(
                "Whether documents are parts of the type document_url, as Mistral has them, not file; false by default.")
        Optional<Boolean> documentParts,

        @Description(
                "The message member in which it wants earlier reasoning back, such as reasoning_content; content for parts"
                        + " of the content.")
        Optional<String> reasoningInput,

        @Description(
                "How it signs reasoning and wants it back: none, extra-content (Gemini), reasoning-details (OpenRouter) or"
                        + " thinking-blocks (gateways such as LiteLLM and this one).")
        Optional<Quirks.Signatures> signatures,

        @Description("How many stop sequences it takes; any number by default.")
        Optional<Integer> mostStops) {
    /** Copies the collections. */
    public QuirksConfig {
        rename = Map.copyOf(rename);
        remove = List.copyOf(remove);
        drop = List.copyOf(drop);
        removeNull = List.copyOf(removeNull);
        refuse = List.copyOf(refuse);
    }

    /** The known quirks with these on top. */
    Quirks over(Quirks known) {
        QuirksBuilder quirks = known.toBuilder()
                .rename(rename)
                .remove(remove)
                .drop(drop)
                .removeNull(removeNull)
                .refuse(refuse)
                .streamUsage(streamUsage.orElse(known.streamUsage()))
                .outputLimit(outputLimit.orElse(known.outputLimit()))
                .developerRole(developerRole.orElse(known.developerRole()))
                .cacheMarks(cacheMarks.orElse(known.cacheMarks()))
                .documentUrls(documentUrls.orElse(known.documentUrls()))
                .documentParts(documentParts.orElse(known.documentParts()))
                .signatures(signatures.orElse(known.signatures()));
        reasoningInput.ifPresent(quirks::reasoningInput);
        mostStops.ifPresent(quirks::mostStops);
        return quirks.build();
    }
}
