package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.HostedTool;
import dev.switchboard.wire.openai.Quirks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tools that are not the application's, in the server's own words: verbatim if they are already, else the tool of the same sort.
 * A chat completion asks for some of them by members of the body; such a tool is an object with that one member.
 */
final class HostedTools {
    private static final String OPTIONS = "web_search_options";

    private final Quirks quirks;
    private final Changes changes;
    private final List<JsonText> tools = new ArrayList<>();
    private final Map<String, JsonText> members = new LinkedHashMap<>();

    HostedTools(Quirks quirks, Changes changes) {
        this.quirks = quirks;
        this.changes = changes;
    }

    void add(Tool.Foreign tool) {
        JsonValue json = JsonValue.of(tool.json());
        Optional<HostedTool> known = tool.hosted().map(quirks.hosted()::get);
        boolean own = tool.family().equals(Refusals.FAMILY);
        if (known.isPresent() && !(own && speaks(known.get(), json))) {
            HostedTool hosted = known.get();
            changes.changed("tools", "a tool of " + tool.family() + " became the provider's own of the same sort");
            hosted.member()
                    .ifPresentOrElse(member -> members.put(member, hosted.json()), () -> tools.add(hosted.json()));
        } else if (own && json.get(OPTIONS).isObject()) {
            members.put(OPTIONS, json.get(OPTIONS).text());
        } else if (!own && tool.hosted().isPresent()) {
            // agents declare such tools in every request and work without them
            changes.dropped(
                    "tools",
                    "the chosen provider has no tool of the sort "
                            + tool.hosted().get());
        } else {
            tools.add(Refusals.own(tool.family(), tool.json(), "tools", "a tool"));
        }
    }

    /** Whether a tool is written as this server writes that sort. */
    private static boolean speaks(HostedTool hosted, JsonValue json) {
        return hosted.member()
                .map(member -> json.get(member).isObject())
                .orElseGet(() -> JsonValue.of(hosted.json()).get("type").equals(json.get("type")));
    }

    /** Elements of {@code tools}. */
    List<JsonText> tools() {
        return tools;
    }

    /** Members of the body. */
    Map<String, JsonText> members() {
        return members;
    }
}
