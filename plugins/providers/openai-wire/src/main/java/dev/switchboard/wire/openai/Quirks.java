package dev.switchboard.wire.openai;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.schema.SchemaRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a server departs from the format that most servers understand. Immutable.
 *
 * @param rename         body members it knows by another name: from, to
 * @param remove         body members it stumbles over, left out with a word to the caller
 * @param drop           body members and names of parameters that it does not have: left out of translated requests with a word
 *                       to the caller; a relayed one goes on
 * @param removeNull     body members it stumbles over when they are null
 * @param refuse         body members, types of content parts, and names of {@link dev.switchboard.spi.chat.ChatParameter}s that
 *                       it cannot do. A translated request that needs one is refused by name; a relayed one goes on, so that
 *                       the caller reads the server's own words
 * @param streamUsage    how it is brought to report usage in a stream
 * @param outputLimit    what a translated request calls the limit of output tokens
 * @param developerRole  whether it knows messages of the role {@code developer}; else they become {@code system}
 * @param cacheMarks     whether it takes {@code cache_control} marks
 * @param documentUrls   whether it fetches documents whose address stands in the place of their content
 * @param documentParts  whether documents are parts of the type {@code document_url}, as Mistral has them, not {@code file}
 * @param reasoningInput the message member in which it wants earlier reasoning back, {@link #CONTENT} for parts of it; empty if
 *                       it does not
 * @param signatures     how it signs reasoning
 * @param base64Vectors  whether it can write embeddings as base64
 * @param toolIds        which ids of tool calls it accepts; empty for all
 * @param mostStops      how many stop sequences it takes; empty for any number
 * @param strictSchema   which schemas it takes where it shall hold the model to them; empty if that is not known
 * @param hosted         how a request asks for tools that the server runs itself
 * @param models         rules for some of its models, in translated requests; the first that fits counts
 */
public record Quirks(
        Map<String, String> rename,
        Set<String> remove,
        Set<String> drop,
        Set<String> removeNull,
        Set<String> refuse,
        StreamUsage streamUsage,
        String outputLimit,
        boolean developerRole,
        boolean cacheMarks,
        boolean documentUrls,
        boolean documentParts,
        Optional<String> reasoningInput,
        Signatures signatures,
        boolean base64Vectors,
        Optional<ToolIds> toolIds,
        OptionalInt mostStops,
        Optional<SchemaRules> strictSchema,
        Map<Tool.Hosted, HostedTool> hosted,
        List<ModelRule> models) {
    /** The member of a message that holds its parts. */
    public static final String CONTENT = "content";

    /** A server of which nothing is known: what the most servers understand. */
    public static final Quirks UNKNOWN = new QuirksBuilder().build();

    /** Copies the collections, keeping the order of the renamed members. */
    public Quirks {
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        remove = Collections.unmodifiableSet(new TreeSet<>(remove));
        drop = Collections.unmodifiableSet(new TreeSet<>(drop));
        removeNull = Collections.unmodifiableSet(new TreeSet<>(removeNull));
        refuse = Collections.unmodifiableSet(new TreeSet<>(refuse));
        hosted = hosted.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(hosted));
        models = List.copyOf(models);
    }

    /** How a server is brought to report usage in a stream. */
    public enum StreamUsage {
        /** By {@code stream_options.include_usage}. */
        ON_REQUEST,
        /** It does so anyway, or never: it is not asked. */
        UNASKED
    }

    /** How a server signs reasoning, and wants the signature back. */
    public enum Signatures {
        /** Not at all. */
        NONE,
        /** Gemini's: {@code extra_content.google.thought_signature} of a tool call or message. */
        EXTRA_CONTENT,
        /** OpenRouter's: the list {@code reasoning_details} of the message. */
        REASONING_DETAILS,
        /** Anthropic's blocks in the list {@code thinking_blocks} of the message, as gateways of this format write them. */
        THINKING_BLOCKS
    }

    /** Starts with what is known of a server. */
    public QuirksBuilder toBuilder() {
        return new QuirksBuilder(this);
    }

    /** The name under which the server knows a member. */
    public String nameOf(String member) {
        return rename.getOrDefault(member, member);
    }

    /** Whether translated requests go without a member or parameter of that name. */
    public boolean leavesOut(String name) {
        return remove.contains(name) || drop.contains(name);
    }

    /** What holds for one model. */
    public Quirks forModel(String model) {
        return models.stream()
                .filter(rule -> rule.fits(model))
                .findFirst()
                .map(rule -> toBuilder()
                        .drop(rule.drop())
                        .refuse(rule.refuse())
                        .models(List.of())
                        .build())
                .orElse(this);
    }
}
