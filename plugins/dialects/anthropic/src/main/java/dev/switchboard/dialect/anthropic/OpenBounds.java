package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.BeyondTextFinder.Meaning;
import dev.switchboard.spi.dialect.BeyondTextFinder.Sign;
import dev.switchboard.spi.dialect.BeyondTextFinder.Signs;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonValue;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a request can cost beside its text: pictures, documents, and tools that Anthropic runs. */
final class OpenBounds {
    static final Signs SIGNS = Signs.of(
            Sign.of("type", "image", Meaning.PICTURE),
            Sign.of("type", "document", Meaning.CONTEXT),
            Sign.of("type", "container_upload", Meaning.CONTEXT),
            Sign.ofText("file_id", Meaning.CONTEXT));

    /** Tools that the application runs: its own, and those whose schema alone is Anthropic's. */
    private static final Pattern APPLICATION = Pattern.compile("custom|(bash|text_editor|computer|memory)_\\d{8}");

    private OpenBounds() {}

    /** @param found what members at any depth say of it */
    static BeyondText of(JsonObject body, BeyondText.Builder found) {
        body.get("tools")
                .filter(JsonField::isArray)
                .ifPresent(tools -> tools.value().elements().forEach(tool -> add(found, tool)));
        body.get("mcp_servers")
                .filter(servers -> servers.isArray() && !servers.isEmptyArray())
                .ifPresent(servers -> found.tool("mcp_servers", OptionalLong.empty()));
        body.get("context_management")
                .filter(management -> compacts(management.value()))
                .ifPresent(management -> found.boundless("context_management: compact"));
        return found.build();
    }

    private static void add(BeyondText.Builder found, JsonValue tool) {
        tool.string("type")
                .filter(type -> !APPLICATION.matcher(type).matches())
                .ifPresent(type -> found.tool("tools: " + type, mostUses(tool)));
    }

    private static OptionalLong mostUses(JsonValue tool) {
        OptionalLong uses = tool.integer("max_uses");
        return uses.isPresent() && uses.getAsLong() >= 0 ? uses : OptionalLong.empty();
    }

    /** A summary is an answer of its own, beside the limit of the one that is asked for. */
    private static boolean compacts(JsonValue management) {
        return management.get("edits").elements().stream()
                .flatMap(edit -> edit.string("type").stream())
                .anyMatch(type -> type.startsWith("compact"));
    }
}
