package dev.switchboard.report;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes a report as one JSON object. The order of the members never changes; a member without a value is left out. */
public final class ReportWriter {
    private static final Bucket[] BUCKETS = Bucket.values();
    private static final String[] BUCKET_NAMES =
            Arrays.stream(BUCKETS).map(ReportWriter::lower).toArray(String[]::new);

    private ReportWriter() {}

    /** What makes generators for it. */
    public static JsonFactory factory() {
        return JsonFactory.builder()
                .rootValueSeparator("")
                // half a surrogate pair, which a cut body may hold, has no UTF-8 form and is written as an escape
                .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }

    /** Writes it. @param content whether to write bodies, too, if the report has them */
    public static void write(JsonGenerator json, ExchangeReport report, boolean content) {
        json.writeStartObject();
        json.writeStringProperty("id", report.id());
        json.writeStringProperty("started_at", report.startedAt().toString());
        writeMicros(json, "duration_us", report.duration());
        writeMicros(json, "first_content_us", report.timeToFirstContent());
        writeText(json, "caller", report.callerId());
        writeText(json, "user", report.user());
        writeTags(json, report.tags());
        json.writeStringProperty("dialect", report.dialect());
        json.writeStringProperty("operation", report.operation());
        json.writeStringProperty("model", report.model());
        json.writeBooleanProperty("stream", report.stream());
        json.writeNumberProperty("status", report.status());
        json.writeStringProperty("outcome", lower(report.outcome()));
        writeError(json, report.error());
        writeUsage(json, report.usage());
        writeAttempts(json, report.attempts());
        writeDecisions(json, report.decisions());
        json.writeNumberProperty("request_bytes", report.requestBytes());
        json.writeNumberProperty("reply_bytes", report.replyBytes());
        if (content) {
            // as texts: a body need not be JSON, and one that is may hold line breaks
            report.requestBody().ifPresent(body -> json.writeStringProperty("request_body", body.utf8()));
            report.replyBody().ifPresent(body -> json.writeStringProperty("reply_body", body.utf8()));
        }
        json.writeEndObject();
    }

    private static void writeTags(JsonGenerator json, List<String> tags) {
        if (!tags.isEmpty()) {
            json.writeArrayPropertyStart("tags");
            for (String tag : tags) {
                json.writeString(tag);
            }
            json.writeEndArray();
        }
    }

    private static void writeError(JsonGenerator json, Optional<GatewayError> failure) {
        if (failure.isEmpty()) {
            return;
        }
        GatewayError error = failure.get();
        json.writeObjectPropertyStart("error");
        json.writeStringProperty("kind", lower(error.kind()));
        json.writeNumberProperty("status", error.status());
        json.writeStringProperty("message", error.message());
        writeText(json, "detail", error.detail());
        writeText(json, "type", error.type());
        writeText(json, "code", error.code());
        writeText(json, "param", error.param());
        error.retryAfter().ifPresent(wait -> json.writeNumberProperty("retry_after_ms", wait.toMillis()));
        json.writeBooleanProperty("from_upstream", error.fromUpstream());
        json.writeEndObject();
    }

    private static void writeUsage(JsonGenerator json, Usage usage) {
        if (usage.isNone()) {
            return;
        }
        json.writeObjectPropertyStart("usage");
        for (int i = 0; i < BUCKETS.length; i++) {
            long count = usage.of(BUCKETS[i]);
            if (count != 0) {
                json.writeNumberProperty(BUCKET_NAMES[i], count);
            }
        }
        json.writeNumberProperty("total_tokens", usage.totalTokens());
        json.writeBooleanProperty("estimated", usage.estimated());
        json.writeEndObject();
    }

    private static void writeAttempts(JsonGenerator json, List<AttemptReport> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("attempts");
        for (AttemptReport attempt : attempts) {
            json.writeStartObject();
            json.writeNumberProperty("number", attempt.number());
            json.writeStringProperty("target", attempt.target());
            json.writeStringProperty("provider", attempt.provider());
            json.writeStringProperty("model", attempt.model());
            writeMicros(json, "duration_us", attempt.duration());
            writeMicros(json, "first_content_us", attempt.timeToFirstContent());
            attempt.status().ifPresent(status -> json.writeNumberProperty("status", status));
            writeText(json, "upstream_id", attempt.upstreamId());
            writeError(json, attempt.error());
            writeUsage(json, attempt.usage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeDecisions(JsonGenerator json, List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("decisions");
        for (Decision decision : decisions) {
            json.writeStartObject();
            json.writeStringProperty("phase", decision.phase());
            json.writeStringProperty("subject", decision.subject());
            json.writeStringProperty("reason", decision.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeText(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        }
    }

    private static void writeMicros(JsonGenerator json, String name, Optional<Duration> value) {
        if (value.isPresent()) {
            writeMicros(json, name, value.get());
        }
    }

    private static void writeMicros(JsonGenerator json, String name, Duration value) {
        json.writeNumberProperty(name, value.toSeconds() * 1_000_000 + value.getNano() / 1_000);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
