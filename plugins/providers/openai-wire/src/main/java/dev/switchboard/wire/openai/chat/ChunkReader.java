package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.wire.openai.reply.ErrorReader;
import dev.switchboard.wire.openai.reply.StreamMarks;
import dev.switchboard.wire.openai.reply.TierReader;
import dev.switchboard.wire.openai.reply.UsageReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a streamed chat completion. Choices are closed at the end of the stream and not at their finish reason, because some
 * servers say it twice or go on after it. What the canonical form does not know rides in foreign events, each a good chunk of
 * its own.
 */
final class ChunkReader implements StreamDecoder<ChatEvent> {
    private final Map<Integer, ChoiceBlocks> choices = new TreeMap<>();
    private final Map<String, JsonText> told = new LinkedHashMap<>();
    private final List<ChatEvent> out = new ArrayList<>();
    private Leftovers leftovers = Leftovers.of(JsonValue.MISSING);
    private List<Citation> sources = List.of();
    private boolean started;
    private boolean over;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (over || event.data().isEmpty()) {
            return List.of();
        }
        if (StreamMarks.isEnd(event.data())) {
            return close();
        }
        Optional<JsonValue> chunk = JsonValue.read(event.data()).filter(JsonValue::isObject);
        if (StreamMarks.isError(event)
                || chunk.filter(each -> !each.get("error").isBlank()).isPresent()) {
            return fail(ErrorReader.inStream(event.data()));
        }
        JsonValue read = chunk.orElseThrow(() -> broken("holds something that is not a chunk"));
        read(read);
        return read.get("choices").elements().stream()
                .flatMap(choice -> FailedChoice.in(choice).stream())
                .findFirst()
                .map(this::fail)
                .orElseGet(this::taken);
    }

    @Override
    public List<ChatEvent> end() {
        boolean finished = !choices.isEmpty() && choices.values().stream().allMatch(ChoiceBlocks::finished);
        if (!over && !finished) {
            throw broken("ended before the reply was complete");
        }
        return over ? List.of() : close();
    }

    private void read(JsonValue chunk) {
        List<JsonValue> elements = chunk.get("choices").elements();
        Map<String, JsonText> news = news(chunk);
        if (news.containsKey("search_results") || news.containsKey("citations")) {
            sources = Citations.ofReply(chunk);
        }
        if (!started && !elements.isEmpty()) {
            start(chunk);
            news = Map.of();
        }
        if (started) {
            leftovers.in(elements, news).ifPresent(out::add);
        }
        for (JsonValue element : elements) {
            int index = Math.clamp(element.integer("index").orElse(0), 0, 100_000);
            choices.computeIfAbsent(index, each -> new ChoiceBlocks(each, out)).add(element);
        }
        if (started) {
            UsageReader.read(chunk.get("usage"))
                    .or(() -> UsageReader.read(chunk.get("x_groq").get("usage")))
                    .ifPresent(usage -> out.add(new ChatEvent.UsageReported(TierReader.name(usage, chunk))));
        }
    }

    /** The envelope's members that differ from what earlier chunks said. */
    private Map<String, JsonText> news(JsonValue chunk) {
        Map<String, JsonText> news = Unread.of(chunk, Unread.ENVELOPE);
        news.entrySet().removeIf(member -> member.getValue().equals(told.get(member.getKey())));
        told.putAll(news);
        return news;
    }

    /** Starts with everything said so far: some servers send chunks without choices first. */
    private void start(JsonValue chunk) {
        started = true;
        leftovers = Leftovers.of(chunk);
        out.add(new ChatEvent.Started(
                chunk.filled("id").orElse(""),
                chunk.filled("model").orElse(""),
                ReplyReader.created(chunk),
                OwnExtras.of(told)));
    }

    private List<ChatEvent> close() {
        if (choices.isEmpty()) {
            throw broken("ended without a choice");
        }
        over = true;
        choices.values().forEach(choice -> choice.close(sources));
        return taken();
    }

    private List<ChatEvent> fail(GatewayError error) {
        over = true;
        out.add(new ChatEvent.Failed(error));
        return taken();
    }

    private List<ChatEvent> taken() {
        List<ChatEvent> events = List.copyOf(out);
        out.clear();
        return events;
    }

    private static GatewayException broken(String what) {
        return GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream " + what);
    }
}
