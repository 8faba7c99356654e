package dev.switchboard.dialect.openai.audio;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.transcription.TranscriptionRequest;
import dev.switchboard.spi.transcription.TranscriptionRequest.Format;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.transcription.TranscriptionResponse.Segment;
import dev.switchboard.spi.transcription.TranscriptionResponse.Word;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.spi.wire.Wire;

/** Writes what was said in the form that was asked for. */
final class TranscriptionWriter {
    private static final Headers PLAIN = Headers.of("content-type", "text/plain; charset=utf-8");

    private TranscriptionWriter() {}

    static HttpReply write(TranscriptionResponse response, TranscriptionRequest request) {
        return request.format().isPlain()
                ? new HttpReply(200, PLAIN, Bytes.utf8(plain(response, request.format())))
                : HttpReply.json(200, json(response, request));
    }

    private static String plain(TranscriptionResponse response, Format format) {
        if (response.document().isPresent()) {
            return response.document().get();
        }
        if (format == Format.TEXT) {
            return response.text() + "\n";
        }
        if (response.segments().isEmpty() && !response.text().isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED,
                    "response_format: the chosen provider does not say when something was said, which subtitles need;"
                            + " ask for json or text");
        }
        return format == Format.SRT ? Subtitles.srt(response.segments()) : Subtitles.vtt(response.segments());
    }

    private static String json(TranscriptionResponse response, TranscriptionRequest request) {
        JsonWriter json = new JsonWriter().object();
        if (request.format() != Format.JSON) {
            json.string("task", request.translate() ? "translate" : "transcribe")
                    .string("language", response.language())
                    .number("duration", response.seconds());
        }
        json.string("text", response.text());
        if (!response.segments().isEmpty()) {
            json.array("segments");
            response.segments().forEach(segment -> write(json, segment));
            json.endArray();
        }
        if (!response.words().isEmpty()) {
            json.array("words");
            response.words().forEach(word -> write(json, word));
            json.endArray();
        }
        json.raw(response.extras().in(Wire.OPENAI_TRANSCRIPTIONS));
        usage(json, response.usage());
        return json.endObject().text().text();
    }

    private static void write(JsonWriter json, Segment segment) {
        json.object();
        members(json, segment);
        json.endObject();
    }

    static void members(JsonWriter json, Segment segment) {
        json.number("start", segment.start())
                .number("end", segment.end())
                .string("text", segment.text())
                .string("speaker", segment.speaker())
                .raw(segment.extras().in(Wire.OPENAI_TRANSCRIPTIONS));
    }

    private static void write(JsonWriter json, Word word) {
        json.object()
                .string("word", word.word())
                .number("start", word.start())
                .number("end", word.end())
                .endObject();
    }

    /** By tokens or by time, as the provider bills. */
    static void usage(JsonWriter json, Usage usage) {
        long audio = usage.of(Bucket.INPUT_AUDIO);
        if (usage.totalTokens() > 0) {
            json.object("usage")
                    .string("type", "tokens")
                    .integer("input_tokens", usage.inputTokens())
                    .object("input_token_details")
                    .integer("text_tokens", usage.inputTokens() - audio)
                    .integer("audio_tokens", audio)
                    .endObject()
                    .integer("output_tokens", usage.outputTokens())
                    .integer("total_tokens", usage.totalTokens())
                    .endObject();
        } else if (usage.of(Bucket.AUDIO_SECONDS) > 0) {
            json.object("usage")
                    .string("type", "duration")
                    .integer("seconds", usage.of(Bucket.AUDIO_SECONDS))
                    .endObject();
        }
    }
}
