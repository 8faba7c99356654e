package dev.switchboard.provider.compatible;

import dev.switchboard.spi.config.Description;
import dev.switchboard.wire.openai.Quirks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a server departs from OpenAI's own format, beyond what the catalogue says.
 *
 * @param rename         body members it knows by another name
 * @param remove         body members to leave out
 * @param removeNull     body members to leave out when they are null
 * @param refuse         body members and content part types to refuse in translated requests
 * @param streamUsage    how it is brought to report usage in a stream
 * @param outputLimit    the member for the limit of output tokens in translated requests
 * @param developerRole  whether it knows the role {@code developer}
 * @param cacheMarks     whether it takes {@code cache_control} marks
 * @param reasoningInput the message member for earlier reasoning
 */
@Description(
        "Where the server departs from OpenAI's own format. Lists and maps add to the vendor's, the rest replaces it.")
public record QuirksConfig(
        @Description("Body members it knows by another name, such as max_completion_tokens: max_tokens.")
        Map<String, String> rename,

        @Description("Body members it stumbles over, left out of every request.")
        List<String> remove,

        @Description("Body members it stumbles over when they are null.")
        List<String> removeNull,

        @Description(
                "Body members and content part types it cannot do; a translated request that needs one is refused.")
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

        @Description("The message member in which it wants earlier reasoning back, such as reasoning_content.")
        Optional<String> reasoningInput) {
    /** Copies the collections. */
    public QuirksConfig {
        rename = Map.copyOf(rename);
        remove = List.copyOf(remove);
        removeNull = List.copyOf(removeNull);
        refuse = List.copyOf(refuse);
    }

    /** Nothing beyond the catalogue. */
    static QuirksConfig none() {
        return new QuirksConfig(
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The known quirks with these on top. */
    Quirks over(Quirks known) {
        Map<String, String> renamed = new LinkedHashMap<>(known.rename());
        renamed.putAll(rename);
        return new Quirks(
                renamed,
                both(known.remove(), remove),
                both(known.removeNull(), removeNull),
                both(known.refuse(), refuse),
                streamUsage.orElse(known.streamUsage()),
                outputLimit.orElse(known.outputLimit()),
                developerRole.orElse(known.developerRole()),
                cacheMarks.orElse(known.cacheMarks()),
                reasoningInput.or(known::reasoningInput),
                known.base64Vectors());
    }

    private static Set<String> both(Set<String> known, List<String> more) {
        Set<String> both = new TreeSet<>(known);
        both.addAll(more);
        return both;
    }
}
