package dev.switchboard.dialect.openai;

import dev.switchboard.spi.dialect.BeyondText;
import dev.switchboard.spi.dialect.BeyondTextFinder;
import dev.switchboard.spi.dialect.BeyondTextFinder.Meaning;
import dev.switchboard.spi.dialect.BeyondTextFinder.Sign;
import dev.switchboard.spi.dialect.BeyondTextFinder.Signs;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a request of OpenAI's formats and their relatives can cost beside its text: pictures, files, what the provider keeps, and tools
 * that the provider runs.
 */
public final class OpenBounds {
    private static final Signs SIGNS = Signs.of(
            Sign.of("image_url", Meaning.PICTURE),
            Sign.ofText("file_id", Meaning.CONTEXT),
            Sign.ofText("file_url", Meaning.CONTEXT),
            Sign.ofText("file_data", Meaning.CONTEXT),
            Sign.of("video_url", Meaning.CONTEXT),
            Sign.of("audio_url", Meaning.CONTEXT),
            Sign.of("type", "item_reference", Meaning.CONTEXT));

    /** What the provider keeps, by members of the body. */
    private static final List<String> KEPT = List.of("previous_response_id", "conversation", "prompt");

    /** Members of the body that have the provider search, in the words of one or the other. */
    private static final List<String> SEARCHES =
            List.of("web_search_options", "search_parameters", "plugins", "enable_search", "compound_custom");

    /** Sorts of tools that the application runs, or that have no fee. */
    private static final Set<String> APPLICATION = Set.of(
            "function",
            "custom",
            "namespace",
            "local_shell",
            "apply_patch",
            "computer",
            "computer_use_preview",
            "tool_search");

    private static final String TOOLS = "tools";
    private static final String MOST_USES = "max_tool_calls";

    private OpenBounds() {}

    /** Finds what a body has of it at any depth. */
    static BeyondTextFinder finder(Bytes body) {
        return new BeyondTextFinder(body, SIGNS);
    }

    /** Of a chat, or a text to complete. */
    public static BeyondText ofChat(RequestHead head) {
        BeyondText.Builder found = head.beyondText();
        for (String name : SEARCHES) {
            if (isOn(head, name)) {
                found.tool(name, OptionalLong.empty());
            }
        }
        addTools(head, found);
        return found.build();
    }

    /** Of a response, whose conversation the provider may keep. */
    public static BeyondText ofResponse(RequestHead head) {
        BeyondText.Builder found = head.beyondText();
        for (String name : KEPT) {
            if (head.get(name).isPresent()) {
                found.context(name);
            }
        }
        if (head.get("input").filter(OpenBounds::refersToItems).isPresent()) {
            found.context("input");
        }
        if (isOn(head, "background")) {
            found.boundless("background"); // what it comes to is told when it is fetched, not with the reply
        }
        addTools(head, found);
        return found.build();
    }

    private static boolean isOn(RequestHead head, String name) {
        return head.get(name)
                .filter(field -> !field.isBoolean() || field.asBoolean())
                .isPresent();
    }

    /** An item with neither a sort nor a role is an id of one that the provider keeps. */
    private static boolean refersToItems(JsonField input) {
        return input.isArray()
                && input.value().elements().stream()
                        .anyMatch(item -> item.isObject()
                                && item.string("type").isEmpty()
                                && item.string("role").isEmpty());
    }

    /** One bound holds for all of the provider's tools together. */
    private static void addTools(RequestHead head, BeyondText.Builder found) {
        head.get(TOOLS)
                .filter(JsonField::isArray)
                .flatMap(OpenBounds::hostedTool)
                .ifPresent(tool -> {
                    OptionalLong most = head.get(MOST_USES)
                            .map(field -> field.value().integer())
                            .filter(uses -> uses.isPresent() && uses.getAsLong() >= 0)
                            .orElse(OptionalLong.empty());
                    found.tool(TOOLS + ": " + tool, most);
                });
    }

    /** The first tool that the provider runs. */
    private static Optional<String> hostedTool(JsonField tools) {
        return tools.value().elements().stream()
                .flatMap(tool -> tool.string("type").stream())
                .filter(type -> !APPLICATION.contains(type))
                .findFirst();
    }
}
