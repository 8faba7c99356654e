package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.BeyondTextFinder.Meaning;
import dev.switchboard.spi.dialect.BeyondTextFinder.Sign;
import dev.switchboard.spi.dialect.BeyondTextFinder.Signs;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import java.util.OptionalLong;
import java.util.Set;

/** What a request can cost beside its text: pictures, files, a kept context, and tools that Google runs. Sound is never larger than its bytes. */
final class OpenBounds {
    static final Signs SIGNS = Signs.of(
            Sign.beginning("mimeType", "image/", Meaning.PICTURE),
            Sign.beginning("mime_type", "image/", Meaning.PICTURE),
            Sign.beginning("mimeType", "video/", Meaning.CONTEXT),
            Sign.beginning("mime_type", "video/", Meaning.CONTEXT),
            Sign.beginning("mimeType", "application/", Meaning.CONTEXT),
            Sign.beginning("mime_type", "application/", Meaning.CONTEXT),
            Sign.ofText("fileUri", Meaning.CONTEXT),
            Sign.ofText("file_uri", Meaning.CONTEXT),
            Sign.ofText("cachedContent", Meaning.CONTEXT),
            Sign.ofText("cached_content", Meaning.CONTEXT));

    /** Members of a tool that the application runs. */
    private static final Set<String> APPLICATION =
            Set.of("functionDeclarations", "function_declarations", "computerUse", "computer_use");

    private OpenBounds() {}

    /** Google lets nobody say how often a tool may be used. @param found what members at any depth say of it */
    static BeyondText of(JsonObject body, BeyondText.Builder found) {
        body.get("tools")
                .filter(JsonField::isArray)
                .ifPresent(tools -> tools.value().elements().stream()
                        .flatMap(tool -> tool.members().keySet().stream())
                        .filter(name -> !APPLICATION.contains(name))
                        .forEach(name -> found.tool("tools: " + name, OptionalLong.empty())));
        return found.build();
    }
}
