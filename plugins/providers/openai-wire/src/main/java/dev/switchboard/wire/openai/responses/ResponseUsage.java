package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.wire.openai.reply.TierReader;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads what a response used: its tokens, and of the tools that the provider runs what has a fee beside them
 * (developers.openai.com/api/docs/pricing, built-in tools, November 2026).
 *
 * <ul>
 *   <li>A search of the web: only the action {@code search} costs, not the opening of a page nor a search in it
 *       (.../docs/guides/tools-web-search). Newer replies state the number, which is then believed.
 *   <li>Each search of the caller's files.
 *   <li>Each container that ran code, once: it is billed by the session, and items name it.
 * </ul>
 */
final class ResponseUsage {
    private ResponseUsage() {}

    /** Empty if the response says nothing of its tokens. */
    static Optional<Usage> read(JsonValue response) {
        return UsageReader.read(response.get("usage"))
                .map(used -> TierReader.name(used, response))
                .map(used -> used.plus(tools(response, used)));
    }

    private static Usage tools(JsonValue response, Usage used) {
        return Usage.builder()
                .set(Bucket.REQUESTS, used.of(Bucket.REQUESTS) > 0 ? 0 : searches(response))
                .set(Bucket.FILE_SEARCHES, items(response, "file_search_call").count())
                .set(
                        Bucket.CODE_SESSIONS,
                        items(response, "code_interpreter_call")
                                .map(item -> item.string("container_id"))
                                .distinct()
                                .count())
                .build();
    }

    private static long searches(JsonValue response) {
        OptionalLong stated = response.get("tool_usage").get("web_search").integer("num_requests");
        return stated.isPresent()
                ? Math.max(0, stated.getAsLong())
                : items(response, "web_search_call")
                        .filter(item -> item.get("action")
                                .string("type")
                                .orElse("search")
                                .equals("search"))
                        .count();
    }

    /** The items of a type, but those that came to nothing. */
    private static Stream<JsonValue> items(JsonValue response, String type) {
        return response.get("output").elements().stream()
                .filter(item -> ItemReader.type(item).equals(type))
                .filter(item -> !item.string("status").orElse("").equals("failed"));
    }
}
