package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.relay.StreamOptions;
import dev.switchboard.wire.openai.request.HeldSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the body of a chat completion. Members stand in one order always, what came as extras verbatim at the end.
 *
 * <p>A reasoning budget has no name here and becomes an effort; {@code summary} belongs to what is shown and is left out.
 */
final class RequestWriter {
    private final Quirks quirks;
    private final Changes changes;

    /** @param changes where to say what is left out */
    RequestWriter(Quirks quirks, Changes changes) {
        this.quirks = quirks;
        this.changes = changes;
    }

    Bytes write(ChatRequest request, String model) {
        JsonWriter out = new JsonWriter().object().string("model", model).array("messages");
        new MessageWriter(quirks, out, changes).write(request.messages());
        out.endArray();
        ToolWriter tools = new ToolWriter(new HeldSchema(quirks, changes), out);
        HostedTools hosted = new HostedTools(quirks, changes);
        tools.tools(request.tools(), hosted);
        request.toolChoice().ifPresent(choice -> tools.choice(choice, request.tools()));
        request.responseFormat().ifPresent(tools::format);
        options(request, hosted.members()).forEach(out::raw);
        return out.endObject().bytes();
    }

    /** Everything beside messages, tools and format; renamed, removed or refused as the server demands. */
    private Map<String, JsonText> options(ChatRequest request, Map<String, JsonText> hosted) {
        Map<String, JsonText> wanted = new LinkedHashMap<>();
        sampling(request, wanted);
        labels(request, wanted);
        wanted.putAll(hosted);
        OwnExtras.in(request.extras()).forEach(wanted::putIfAbsent);
        if (request.stream()) {
            wanted.put("stream", JsonText.TRUE);
            if (quirks.streamUsage() == Quirks.StreamUsage.ON_REQUEST) {
                wanted.put(
                        StreamOptions.NAME,
                        StreamOptions.withUsage(Optional.ofNullable(
                                OwnExtras.in(request.extras()).get(StreamOptions.NAME))));
            }
        }
        return adapted(wanted);
    }

    private Map<String, JsonText> adapted(Map<String, JsonText> wanted) {
        Map<String, JsonText> adapted = new LinkedHashMap<>();
        wanted.forEach((name, value) -> {
            if (quirks.refuse().contains(name)) {
                throw Refusals.unsupported(name, "the chosen provider does not support it; leave it out");
            }
            if (quirks.leavesOut(name)) {
                changes.dropped(name, "the chosen provider has no such parameter");
            } else {
                adapted.putIfAbsent(quirks.nameOf(name), value);
            }
        });
        return adapted;
    }

    private void sampling(ChatRequest request, Map<String, JsonText> to) {
        Members members = new Members(to);
        members.bool("parallel_tool_calls", request.parallelToolCalls());
        members.number(quirks.outputLimit(), request.maxOutputTokens());
        members.number("temperature", request.temperature());
        members.number("top_p", request.topP());
        members.number("top_k", request.topK());
        members.number("frequency_penalty", request.frequencyPenalty());
        members.number("presence_penalty", request.presencePenalty());
        members.number("seed", request.seed());
        if (!request.stop().isEmpty()) {
            members.strings("stop", stops(request.stop()));
        }
        members.number("n", request.choices());
        request.logProbabilities().ifPresent(count -> {
            to.put("logprobs", JsonText.TRUE);
            if (count > 0) {
                to.put("top_logprobs", JsonText.number(count));
            }
        });
        members.string("reasoning_effort", request.reasoning().flatMap(Effort::of));
        if (!request.modalities().isEmpty()) {
            members.strings("modalities", request.modalities());
        }
    }

    private List<String> stops(List<String> stops) {
        int most = quirks.mostStops().orElse(Integer.MAX_VALUE);
        if (stops.size() > most) {
            throw Refusals.unsupported(
                    "stop", stops.size() + " sequences (expected: at most " + most + " at the chosen provider)");
        }
        return stops;
    }

    private static void labels(ChatRequest request, Map<String, JsonText> to) {
        Members members = new Members(to);
        members.string("user", request.user());
        if (!request.metadata().isEmpty()) {
            members.object("metadata", request.metadata());
        }
        members.string("service_tier", request.serviceTier());
        members.string("prompt_cache_key", request.promptCacheKey());
    }
}
