package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Tools of namespaces under plain names, and back. Only a name that was made here is taken apart again: a client calls a tool
 * by both parts, and finds none if a part is wrong.
 */
final class Namespaces {
    /** What most providers allow. */
    private static final int LONGEST_NAME = 64;

    private static final String SEPARATOR = "__";

    private final Map<String, Qualified> members = new HashMap<>();

    /** A tool as the client knows it. */
    record Qualified(String namespace, String name) {}

    /** The namespaces that a request's tools are in; the request itself may never be read. */
    static Namespaces of(Call<?> call) {
        Namespaces namespaces = new Namespaces();
        call.body().flatMap(body -> body.text("tools")).map(JsonValue::of).ifPresent(namespaces::learn);
        call.body()
                .flatMap(body -> body.text("input"))
                .filter(input -> input.text().contains("\"namespace\""))
                .map(JsonValue::of)
                .ifPresent(input -> input.elements().forEach(item -> namespaces.learn(item.get("tools"))));
        return namespaces;
    }

    private void learn(JsonValue tools) {
        for (JsonValue tool : tools.elements()) {
            if (tool.string("type").filter("namespace"::equals).isPresent()) {
                String namespace = tool.string("name").orElse("");
                tool.get("tools")
                        .elements()
                        .forEach(member -> member.string("name").ifPresent(name -> join(namespace, name)));
            }
        }
    }

    /** The plain name of a tool; the same for the same tool, always. */
    String join(String namespace, String name) {
        String whole = namespace + (namespace.endsWith(SEPARATOR) ? "" : SEPARATOR) + name;
        String plain = whole.replaceAll("[^a-zA-Z0-9_-]", "_");
        if (plain.length() > LONGEST_NAME || !plain.equals(whole)) {
            CRC32 sum = new CRC32();
            sum.update((namespace + "\n" + name).getBytes(StandardCharsets.UTF_8));
            String mark = "_" + Long.toHexString(sum.getValue());
            plain = plain.substring(0, Math.min(plain.length(), LONGEST_NAME - mark.length())) + mark;
        }
        members.put(plain, new Qualified(namespace, name));
        return plain;
    }

    /** The tool of a namespace that has this plain name; empty for a tool without one. */
    Optional<Qualified> split(String plain) {
        return Optional.ofNullable(members.get(plain));
    }
}
