package dev.switchboard.wire.openai;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.wire.openai.Quirks.Signatures;
import dev.switchboard.wire.openai.Quirks.StreamUsage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads quirks from the data that comes with a bundle. A member it does not know is an error: a fact with a typing error would
 * be lost.
 */
public final class QuirksReader {
    private static final Set<String> MEMBERS = Set.of(
            "rename",
            "remove",
            "drop",
            "remove-null",
            "refuse",
            "stream-usage",
            "output-limit",
            "developer-role",
            "cache-marks",
            "document-urls",
            "document-parts",
            "reasoning-input",
            "signatures",
            "base64-vectors",
            "tool-ids",
            "most-stops",
            "strict-schema",
            "hosted",
            "models");

    private QuirksReader() {}

    /** OpenAI's own, from the file beside this class. */
    static Quirks openAi() {
        try (InputStream file = QuirksReader.class.getResourceAsStream("openai.json")) {
            if (file == null) {
                throw new IllegalStateException("openai.json is missing from the bundle");
            }
            JsonValue data = JsonValue.parse(Bytes.wrap(file.readAllBytes()));
            checkMembers(data, Set.of("quirks", "sources"));
            return read(data.get("quirks"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the quirks of one server.
     *
     * @throws IllegalStateException for a member that is not known; the message names it
     */
    public static Quirks read(JsonValue quirks) {
        checkMembers(quirks, MEMBERS);
        QuirksBuilder builder = new QuirksBuilder()
                .rename(strings(quirks.get("rename")))
                .remove(texts(quirks.get("remove")))
                .drop(texts(quirks.get("drop")))
                .removeNull(texts(quirks.get("remove-null")))
                .refuse(texts(quirks.get("refuse")))
                .developerRole(isTrue(quirks, "developer-role"))
                .cacheMarks(isTrue(quirks, "cache-marks"))
                .documentUrls(isTrue(quirks, "document-urls"))
                .documentParts(isTrue(quirks, "document-parts"))
                .base64Vectors(isTrue(quirks, "base64-vectors"))
                .models(quirks.get("models").elements().stream()
                        .map(QuirksReader::rule)
                        .toList());
        quirks.string("stream-usage").ifPresent(name -> builder.streamUsage(StreamUsage.valueOf(constant(name))));
        quirks.string("signatures").ifPresent(name -> builder.signatures(Signatures.valueOf(constant(name))));
        quirks.string("output-limit").ifPresent(builder::outputLimit);
        quirks.string("reasoning-input").ifPresent(builder::reasoningInput);
        quirks.integer("most-stops").ifPresent(count -> builder.mostStops((int) count));
        quirks.get("hosted")
                .members()
                .forEach((sort, tool) -> builder.hosted(Tool.Hosted.valueOf(constant(sort)), hosted(tool)));
        if (quirks.get("strict-schema").isObject()) {
            builder.strictSchema(SchemaRules.read(quirks.get("strict-schema")));
        }
        if (quirks.get("tool-ids").isObject()) {
            builder.toolIds(toolIds(quirks.get("tool-ids")));
        }
        return builder.build();
    }

    private static ModelRule rule(JsonValue rule) {
        checkMembers(rule, Set.of("match", "drop", "refuse", "sources"));
        return new ModelRule(
                Pattern.compile(required(rule, "match")),
                Set.copyOf(texts(rule.get("drop"))),
                Set.copyOf(texts(rule.get("refuse"))));
    }

    private static HostedTool hosted(JsonValue tool) {
        checkMembers(tool, Set.of("member", "value", "tool"));
        boolean inTools = tool.get("tool").isObject();
        return new HostedTool(
                tool.filled("member"), tool.get(inTools ? "tool" : "value").text());
    }

    private static ToolIds toolIds(JsonValue ids) {
        checkMembers(ids, Set.of("accepted", "length"));
        return new ToolIds(Pattern.compile(required(ids, "accepted"), Pattern.DOTALL), (int)
                ids.integer("length").orElse(0));
    }

    /** @throws IllegalStateException for a member that is none of the known ones */
    public static void checkMembers(JsonValue object, Set<String> known) {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalStateException("catalogue: unknown member \"" + name + "\" in " + object.text());
            }
        }
    }

    /** @throws IllegalStateException if there is no such text */
    public static String required(JsonValue object, String name) {
        return object.string(name)
                .orElseThrow(() -> new IllegalStateException("catalogue: no \"" + name + "\" in " + object.text()));
    }

    /** The texts in a list. */
    public static List<String> texts(JsonValue list) {
        return list.elements().stream().flatMap(each -> each.string().stream()).toList();
    }

    private static Map<String, String> strings(JsonValue object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.members().keySet().forEach(name -> strings.put(name, required(object, name)));
        return strings;
    }

    private static boolean isTrue(JsonValue object, String name) {
        return object.bool(name).orElse(false);
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
