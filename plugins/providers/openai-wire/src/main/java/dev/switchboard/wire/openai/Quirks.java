package dev.switchboard.wire.openai;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a server departs from OpenAI's own. Immutable.
 *
 * @param rename         body members it knows by another name: from, to
 * @param remove         body members it stumbles over, left out without harm
 * @param removeNull     body members it stumbles over when they are null
 * @param refuse         body members, and types of content parts, that it cannot do. A translated request that needs one is
 *                       refused by name; a relayed one goes on, so that the caller reads the server's own words
 * @param streamUsage    how it is brought to report usage in a stream
 * @param outputLimit    what a translated request calls the limit of output tokens
 * @param developerRole  whether it knows messages of the role {@code developer}; else they become {@code system}
 * @param cacheMarks     whether it takes {@code cache_control} marks
 * @param reasoningInput the message member in which it wants earlier reasoning back; empty if it does not
 * @param base64Vectors  whether it can write embeddings as base64
 */
public record Quirks(
        Map<String, String> rename,
        Set<String> remove,
        Set<String> removeNull,
        Set<String> refuse,
        StreamUsage streamUsage,
        String outputLimit,
        boolean developerRole,
        boolean cacheMarks,
        Optional<String> reasoningInput,
        boolean base64Vectors) {
    /** OpenAI itself. */
    public static final Quirks OPENAI = new Quirks(
            Map.of(),
            Set.of(),
            Set.of(),
            Set.of("top_k", "video_url"),
            StreamUsage.ON_REQUEST,
            "max_completion_tokens",
            true,
            false,
            Optional.empty(),
            true);

    /** A server of which nothing is known: what the most servers understand. */
    public static final Quirks UNKNOWN = new Quirks(
            Map.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            StreamUsage.ON_REQUEST,
            "max_tokens",
            false,
            false,
            Optional.empty(),
            false);

    /** Copies the collections, keeping the order of the renamed members. */
    public Quirks {
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        remove = Collections.unmodifiableSet(new TreeSet<>(remove));
        removeNull = Collections.unmodifiableSet(new TreeSet<>(removeNull));
        refuse = Collections.unmodifiableSet(new TreeSet<>(refuse));
    }

    /** How a server is brought to report usage in a stream. */
    public enum StreamUsage {
        /** By {@code stream_options.include_usage}. */
        ON_REQUEST,
        /** It does so anyway, or never: it is not asked. */
        UNASKED
    }

    /** The name under which the server knows a member. */
    public String nameOf(String member) {
        return rename.getOrDefault(member, member);
    }
}
