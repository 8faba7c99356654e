package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which beta features of Claude Bedrock has. It refuses a request that names another, and members of the body that belong to one;
 * clients of Anthropic's name many in each request, so what Bedrock does not have is left out with its members.
 *
 * <p>Sources: "Anthropic Claude Messages API" of the Bedrock user guide, and LiteLLM's table of betas by provider, as of November
 * 2026. The setting {@code betas} adds what is newer.
 */
final class BetaRules {
    private static final Set<String> KNOWN = Set.of(
            "compact-2026-01-12",
            "computer-use-2024-10-22",
            "computer-use-2025-01-24",
            "computer-use-2025-11-24",
            "context-1m-2025-08-07",
            "context-management-2025-06-27",
            "dangerous-tool-use-2026-09-03",
            "effort-2025-11-24",
            "fine-grained-tool-streaming-2025-05-14",
            "interleaved-thinking-2025-05-14",
            "mid-conversation-output-config-2026-07-01",
            "mid-conversation-tool-changes-2026-07-01",
            "output-128k-2025-02-19",
            "thinking-binding-controls-2026-08-01",
            "thinking-display-updates-2026-08-18",
            "token-efficient-tools-2025-02-19",
            "tool-examples-2025-10-29",
            "tool-search-tool-2025-10-19");

    /** What Bedrock calls otherwise. */
    private static final Map<String, String> RENAMED =
            Map.of("advanced-tool-use-2025-11-20", "tool-search-tool-2025-10-19");

    /** Members of the body that need a beta. */
    private static final Map<String, String> MEMBERS = Map.of("context_management", "context-management-2025-06-27");

    /** Members of the body that need none. */
    private static final Set<String> GENERAL = Set.of(
            "anthropic_version",
            "anthropic_beta",
            "model",
            "stream",
            "max_tokens",
            "messages",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "metadata");

    private final Set<String> known;

    /** @param more names that are let through beside those that are known */
    BetaRules(Collection<String> more) {
        known = new HashSet<>(KNOWN);
        known.addAll(more);
    }

    /** The names that Bedrock takes of those that a caller wrote, as header fields or as elements. */
    List<String> allowed(List<String> written, Changes changes) {
        Set<String> allowed = new LinkedHashSet<>();
        for (String name : names(written)) {
            String here = RENAMED.getOrDefault(name, name);
            if (known.contains(here)) {
                allowed.add(here);
            } else {
                changes.dropped("anthropic-beta " + name, "Bedrock does not have this beta feature");
            }
        }
        return List.copyOf(allowed);
    }

    /**
     * The members of a body that Bedrock would refuse. What is unknown goes on, unless a beta that it may belong to was left out.
     */
    List<String> superfluous(Collection<String> members, List<String> allowed, boolean someLeftOut, Changes changes) {
        List<String> superfluous = new ArrayList<>();
        for (String member : members) {
            String needed = MEMBERS.getOrDefault(member, "");
            boolean lacksBeta = !needed.isEmpty() && !allowed.contains(needed);
            boolean maybeOfOne = needed.isEmpty() && someLeftOut && !GENERAL.contains(member);
            if (lacksBeta || maybeOfOne) {
                changes.dropped(member, "it belongs to a beta feature that Bedrock does not have");
                superfluous.add(member);
            }
        }
        return superfluous;
    }

    private static List<String> names(List<String> fields) {
        return fields.stream()
                .flatMap(field -> Stream.of(field.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
