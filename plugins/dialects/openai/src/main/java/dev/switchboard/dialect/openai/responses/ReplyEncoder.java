package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.ChunkWriter;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;

/** Writes one reply, streamed or whole. This format has one alternative only; others are left out. */
final class ReplyEncoder implements StreamEncoder<ChatEvent> {
    private static final String MAX_OUTPUT_TOKENS = "max_output_tokens";
    private static final String CONTENT_FILTER = "content_filter";

    private final EventWriter events = new EventWriter();
    private final Envelope envelope;
    private final Output output;
    private final Changes changes;
    private StopReason reason = StopReason.OTHER;
    private Usage usage = Usage.none();
    private boolean begun;

    ReplyEncoder(Call<?> call) {
        envelope = new Envelope(call);
        changes = call.changes();
        output = new Output(events, Namespaces.of(call), changes);
    }

    @Override
    public Headers headers() {
        return ChunkWriter.HEADERS;
    }

    @Override
    public Bytes encode(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started started -> {
                envelope.start(started);
                changes.foreign(started.extras(), Wire.OPENAI_RESPONSES);
                begin();
            }
            case ChatEvent.BlockStarted start when start.choice() == 0 -> output.start(start);
            case ChatEvent.BlockDelta delta when delta.choice() == 0 -> output.grow(delta);
            case ChatEvent.BlockStopped stop when stop.choice() == 0 -> output.stop(stop.index());
            case ChatEvent.ProbabilitiesReported report when report.choice() == 0 -> output.likely(report.tokens());
            case ChatEvent.Stopped stop
            when stop.choice() == 0 -> {
                reason = stop.reason();
                output.close(incompleteness().isPresent() ? OutputItem.INCOMPLETE : OutputItem.COMPLETED);
            }
            case ChatEvent.UsageReported report -> {
                usage = report.total();
                envelope.served(usage.serviceTier());
            }
            case ChatEvent.Failed failed -> fail(failed.error());
            case ChatEvent.Foreign foreign -> changes.foreign(foreign.family(), foreign.json());
            default -> changes.dropped("choices", "this format has one reply only");
        }
        return events.take();
    }

    @Override
    public void relayed() {
        events.relayed();
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        output.start(envelope.id());
        JsonText response = response(OutputItem.IN_PROGRESS, JsonText.NULL);
        events.event("response.created", json -> json.raw("response", response));
        events.event("response.in_progress", json -> json.raw("response", response));
    }

    @Override
    public Bytes end() {
        begin();
        String status = incompleteness().isPresent() ? OutputItem.INCOMPLETE : OutputItem.COMPLETED;
        JsonText response = response(status, JsonText.NULL);
        events.event("response." + status, json -> json.raw("response", response));
        return events.take();
    }

    /** The reply in one piece, after its last event. */
    Bytes finished() {
        String status = incompleteness().isPresent() ? OutputItem.INCOMPLETE : OutputItem.COMPLETED;
        return Bytes.utf8(response(status, JsonText.NULL).text());
    }

    @Override
    public Bytes error(GatewayError error) {
        fail(error);
        return events.take();
    }

    /** Also ends a relayed stream of which this encoder has seen nothing: what that said is not said again. */
    private void fail(GatewayError error) {
        output.close(OutputItem.INCOMPLETE);
        JsonText response = response("failed", FailureWords.json(error));
        events.event("response.failed", json -> json.raw("response", response));
    }

    @Override
    public Bytes keepAlive() {
        return ChunkWriter.KEEP_ALIVE;
    }

    private JsonText response(String status, JsonText error) {
        boolean over = !status.equals(OutputItem.IN_PROGRESS);
        JsonText details = incompleteness()
                .filter(ignored -> status.equals(OutputItem.INCOMPLETE))
                .map(why -> new JsonWriter()
                        .object()
                        .string("reason", why)
                        .endObject()
                        .text())
                .orElse(JsonText.NULL);
        Optional<JsonText> used = over && !usage.isNone() ? Optional.of(UsageJson.of(usage)) : Optional.empty();
        return envelope.json(status, error, details, over ? output.json() : List.of(), used);
    }

    /** Why the reply is not complete, in this format's words; a refusal in words is a complete reply. */
    private Optional<String> incompleteness() {
        return switch (reason) {
            case MAX_TOKENS, CONTEXT_WINDOW -> Optional.of(MAX_OUTPUT_TOKENS);
            case CONTENT_FILTER -> Optional.of(CONTENT_FILTER);
            case REFUSAL -> output.refused() ? Optional.empty() : Optional.of(CONTENT_FILTER);
            default -> Optional.empty();
        };
    }
}
