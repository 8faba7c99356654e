package dev.switchboard.wire.openai;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.wire.openai.Quirks.Signatures;
import dev.switchboard.wire.openai.Quirks.StreamUsage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Collects quirks: lists and maps add to what is there, the rest replaces it. Not safe for use by several threads. */
public final class QuirksBuilder {
    private final Map<String, String> rename = new LinkedHashMap<>();
    private final Set<String> remove = new TreeSet<>();
    private final Set<String> drop = new TreeSet<>();
    private final Set<String> removeNull = new TreeSet<>();
    private final Set<String> refuse = new TreeSet<>();
    private Optional<SchemaRules> strictSchema = Optional.empty();
    private final Map<Tool.Hosted, HostedTool> hosted = new LinkedHashMap<>();
    private StreamUsage streamUsage = StreamUsage.ON_REQUEST;
    private String outputLimit = "max_tokens";
    private boolean developerRole;
    private boolean cacheMarks;
    private boolean documentUrls;
    private boolean documentParts;
    private Optional<String> reasoningInput = Optional.empty();
    private Signatures signatures = Signatures.NONE;
    private boolean base64Vectors;
    private Optional<ToolIds> toolIds = Optional.empty();
    private OptionalInt mostStops = OptionalInt.empty();
    private List<ModelRule> models = List.of();

    /** Starts with a server of which nothing is known. */
    public QuirksBuilder() {}

    QuirksBuilder(Quirks known) {
        rename.putAll(known.rename());
        remove.addAll(known.remove());
        drop.addAll(known.drop());
        removeNull.addAll(known.removeNull());
        refuse.addAll(known.refuse());
        strictSchema = known.strictSchema();
        hosted.putAll(known.hosted());
        streamUsage = known.streamUsage();
        outputLimit = known.outputLimit();
        developerRole = known.developerRole();
        cacheMarks = known.cacheMarks();
        documentUrls = known.documentUrls();
        documentParts = known.documentParts();
        reasoningInput = known.reasoningInput();
        signatures = known.signatures();
        base64Vectors = known.base64Vectors();
        toolIds = known.toolIds();
        mostStops = known.mostStops();
        models = known.models();
    }

    /** Adds to {@link Quirks#rename}. */
    public QuirksBuilder rename(Map<String, String> members) {
        rename.putAll(members);
        return this;
    }

    /** Adds to {@link Quirks#remove}. */
    public QuirksBuilder remove(Collection<String> members) {
        remove.addAll(members);
        return this;
    }

    /** Adds to {@link Quirks#drop}. */
    public QuirksBuilder drop(Collection<String> names) {
        drop.addAll(names);
        return this;
    }

    /** Adds to {@link Quirks#removeNull}. */
    public QuirksBuilder removeNull(Collection<String> members) {
        removeNull.addAll(members);
        return this;
    }

    /** Adds to {@link Quirks#refuse}. */
    public QuirksBuilder refuse(Collection<String> names) {
        refuse.addAll(names);
        return this;
    }

    /** Replaces {@link Quirks#strictSchema}. */
    public QuirksBuilder strictSchema(SchemaRules rules) {
        strictSchema = Optional.of(rules);
        return this;
    }

    /** Adds to {@link Quirks#hosted}. */
    public QuirksBuilder hosted(Tool.Hosted sort, HostedTool tool) {
        hosted.put(sort, tool);
        return this;
    }

    /** Replaces {@link Quirks#streamUsage}. */
    public QuirksBuilder streamUsage(StreamUsage value) {
        streamUsage = value;
        return this;
    }

    /** Replaces {@link Quirks#outputLimit}. */
    public QuirksBuilder outputLimit(String member) {
        outputLimit = member;
        return this;
    }

    /** Replaces {@link Quirks#developerRole}. */
    public QuirksBuilder developerRole(boolean value) {
        developerRole = value;
        return this;
    }

    /** Replaces {@link Quirks#cacheMarks}. */
    public QuirksBuilder cacheMarks(boolean value) {
        cacheMarks = value;
        return this;
    }

    /** Replaces {@link Quirks#documentUrls}. */
    public QuirksBuilder documentUrls(boolean value) {
        documentUrls = value;
        return this;
    }

    /** Replaces {@link Quirks#documentParts}. */
    public QuirksBuilder documentParts(boolean value) {
        documentParts = value;
        return this;
    }

    /** Replaces {@link Quirks#reasoningInput}. */
    public QuirksBuilder reasoningInput(String member) {
        reasoningInput = Optional.of(member);
        return this;
    }

    /** Replaces {@link Quirks#signatures}. */
    public QuirksBuilder signatures(Signatures value) {
        signatures = value;
        return this;
    }

    /** Replaces {@link Quirks#base64Vectors}. */
    public QuirksBuilder base64Vectors(boolean value) {
        base64Vectors = value;
        return this;
    }

    /** Replaces {@link Quirks#toolIds}. */
    public QuirksBuilder toolIds(ToolIds value) {
        toolIds = Optional.of(value);
        return this;
    }

    /** Replaces {@link Quirks#mostStops}. */
    public QuirksBuilder mostStops(int value) {
        mostStops = OptionalInt.of(value);
        return this;
    }

    /** Replaces {@link Quirks#models}. */
    public QuirksBuilder models(List<ModelRule> value) {
        models = List.copyOf(value);
        return this;
    }

    /** The quirks. */
    public Quirks build() {
        return new Quirks(
                rename,
                remove,
                drop,
                removeNull,
                refuse,
                streamUsage,
                outputLimit,
                developerRole,
                cacheMarks,
                documentUrls,
                documentParts,
                reasoningInput,
                signatures,
                base64Vectors,
                toolIds,
                mostStops,
                strictSchema,
                hosted,
                models);
    }
}
