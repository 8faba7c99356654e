package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes a streamed reply. Each event is a reply of its own with the next parts; the last one has the reasons to finish and the
 * usage, which clients look for there.
 */
final class ChatStreamEncoder implements StreamEncoder<ChatEvent> {
    private final StreamForm form;
    private final Changes changes;
    private final Map<Integer, CandidateEncoder> candidates = new TreeMap<>();
    private final Map<Integer, StopReason> finished = new TreeMap<>();
    private Usage usage = Usage.none();
    private String id = "";
    private String model = "";

    ChatStreamEncoder(StreamForm form, Changes changes) {
        this.form = form;
        this.changes = changes;
    }

    @Override
    public Headers headers() {
        return form.headers();
    }

    @Override
    public Bytes encode(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started started -> {
                id = started.id();
                model = started.model();
                changes.foreign(started.extras(), Wire.GEMINI_GENERATE);
            }
            case ChatEvent.BlockStarted start -> {
                return parts(start.choice(), parts -> candidate(start.choice()).start(start, parts));
            }
            case ChatEvent.BlockDelta delta -> {
                return parts(delta.choice(), parts -> candidate(delta.choice()).grow(delta, parts));
            }
            case ChatEvent.BlockStopped stop -> {
                return parts(stop.choice(), parts -> candidate(stop.choice()).stop(stop, parts));
            }
            case ChatEvent.ProbabilitiesReported report -> {
                return candidate(report.choice(), out -> ReplyWriter.probabilities(out, report.tokens()));
            }
            case ChatEvent.Stopped stop -> finished.put(stop.choice(), stop.reason());
            case ChatEvent.UsageReported report -> usage = report.total();
            case ChatEvent.Failed failed -> {
                return error(failed.error());
            }
            case ChatEvent.Foreign own when own.family().equals(GeminiDialect.FAMILY) -> foreign(own.json());
            case ChatEvent.Foreign other -> changes.foreign(other.family(), other.json());
        }
        return Bytes.empty();
    }

    private CandidateEncoder candidate(int choice) {
        return candidates.computeIfAbsent(choice, any -> new CandidateEncoder(changes));
    }

    /** What only this format knows of a candidate goes out with its end. */
    private void foreign(JsonText json) {
        JsonValue rest = JsonValue.of(json);
        candidate((int) rest.integer("index").orElse(0)).rest(rest);
    }

    private Bytes parts(int choice, Consumer<JsonWriter> write) {
        JsonWriter parts = new JsonWriter().array();
        write.accept(parts);
        JsonText written = parts.endArray().text();
        if (written.bytes().length() == "[]".length()) {
            return Bytes.empty();
        }
        return candidate(
                choice,
                out -> out.object("content")
                        .raw("parts", written)
                        .string("role", "model")
                        .endObject());
    }

    private Bytes candidate(int choice, Consumer<JsonWriter> members) {
        JsonWriter out = new JsonWriter().object().array("candidates").object();
        members.accept(out);
        out.integer("index", choice).endObject().endArray();
        ReplyWriter.envelope(out, model, id);
        return form.event(out.endObject().bytes());
    }

    @Override
    public void relayed() {
        form.relayed();
    }

    @Override
    public Bytes end() {
        JsonWriter out = new JsonWriter().object().array("candidates");
        finished.forEach((choice, reason) -> {
            out.object()
                    .object("content")
                    .array("parts")
                    .object()
                    .string("text", "")
                    .endObject()
                    .endArray()
                    .string("role", "model")
                    .endObject();
            candidate(choice).end(out, reason);
            out.integer("index", choice).endObject();
        });
        out.endArray();
        if (!usage.isNone()) {
            UsageWriter.write(out, usage);
        }
        ReplyWriter.envelope(out, model, id);
        return Bytes.concat(form.event(out.endObject().bytes()), form.end());
    }

    @Override
    public Bytes error(GatewayError error) {
        JsonWriter out = new JsonWriter();
        Errors.write(out, error);
        return Bytes.concat(form.event(out.bytes()), form.end());
    }

    @Override
    public Bytes keepAlive() {
        return StreamForm.KEEP_ALIVE;
    }
}
