package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.ledger.LedgerEntry.RequestInfo;
import dev.switchboard.accounts.ledger.LedgerEntry.UpstreamInfo;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Entries as JSON, the form in which they wait on disk, also across an upgrade: a member that is missing has its empty value (none,
 * zero, false), one that is not known is passed over.
 */
final class EntryCodec {
    private static final List<Bucket> ALL = List.of(Bucket.values());
    private static final Map<String, Bucket> BUCKETS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Bucket::name, Function.identity()));

    private EntryCodec() {}

    /** @return the entry's bytes, which stand where the writer keeps them */
    static Bytes write(LedgerEntry entry, JsonWriter json) {
        json.clear()
                .object()
                .string("id", entry.id())
                .string("exchange", entry.exchange())
                .integer("number", entry.number())
                .integer("started", micros(entry.startedAt()))
                .string("status", entry.status().label())
                .string("error", entry.error());
        count(json, "duration", nanos(entry.duration()));
        entry.firstContent().ifPresent(wait -> json.integer("first_content", nanos(wait)));
        count(json, "http", entry.httpStatus());
        json.raw("caller", entry.caller().json());
        write(json, entry.request(), entry.upstream());
        write(json, entry.usage());
        write(json, entry.cost());
        write(json, entry.decisions());
        return json.endObject().bytes();
    }

    private static void count(JsonWriter json, String name, long count) {
        if (count != 0) {
            json.integer(name, count);
        }
    }

    private static void flag(JsonWriter json, String name, boolean flag) {
        if (flag) {
            json.bool(name, true);
        }
    }

    static JsonText write(CallerInfo caller) {
        JsonWriter json = new JsonWriter().object().string("id", caller.id()).object("attributes");
        caller.attributes().forEach(json::string);
        return json.endObject()
                .string("end_user", caller.endUser())
                .strings("tags", caller.tags())
                .endObject()
                .text();
    }

    private static void write(JsonWriter json, RequestInfo request, UpstreamInfo upstream) {
        json.object("request")
                .string("dialect", request.dialect())
                .string("operation", request.operation())
                .string("model", request.model());
        flag(json, "stream", request.stream());
        json.endObject()
                .object("upstream")
                .string("target", upstream.target())
                .string("provider", upstream.provider())
                .string("model", upstream.model())
                .string("request_id", upstream.requestId())
                .endObject();
    }

    private static void write(JsonWriter json, Usage usage) {
        json.object("usage").object("buckets");
        for (Bucket bucket : ALL) {
            if (usage.of(bucket) > 0) {
                json.integer(bucket.name(), usage.of(bucket));
            }
        }
        json.endObject();
        flag(json, "estimated", usage.estimated());
        json.string("tier", usage.serviceTier()).endObject();
    }

    private static void write(JsonWriter json, Cost cost) {
        json.object("cost");
        switch (cost) {
            case Cost.Priced priced -> {
                json.object("buckets");
                priced.buckets().forEach((bucket, money) -> json.integer(bucket.name(), money.nanos()));
                json.endObject().integer("total", priced.total().nanos());
                count(json, "request", priced.request().nanos());
                json.string("version", priced.version());
            }
            case Cost.Unpriced(String reason, Money known) ->
                json.string("unpriced", reason).integer("known", known.nanos());
        }
        json.endObject();
    }

    private static void write(JsonWriter json, List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        json.array("decisions");
        for (Decision decision : decisions) {
            json.array()
                    .string(decision.phase())
                    .string(decision.subject())
                    .string(decision.reason())
                    .endArray();
        }
        json.endArray();
    }

    /** @throws RuntimeException of any kind if the bytes are no entry */
    static LedgerEntry read(Bytes bytes) {
        JsonValue json = JsonValue.parse(bytes);
        return new LedgerEntry(
                text(json, "id"),
                text(json, "exchange"),
                (int) count(json, "number"),
                Instant.EPOCH.plusNanos(Math.multiplyExact(count(json, "started"), 1_000)),
                Duration.ofNanos(count(json, "duration")),
                json.get("first_content").isNull()
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(count(json, "first_content"))),
                AttemptStatus.of(text(json, "status")),
                (int) count(json, "http"),
                json.string("error"),
                caller(json.get("caller")),
                new RequestInfo(
                        text(json.get("request"), "dialect"),
                        text(json.get("request"), "operation"),
                        text(json.get("request"), "model"),
                        json.get("request").get("stream").text().text().equals("true")),
                upstream(json.get("upstream")),
                usage(json.get("usage")),
                cost(json.get("cost")),
                json.get("decisions").elements().stream()
                        .map(EntryCodec::decision)
                        .toList());
    }

    private static CallerInfo caller(JsonValue json) {
        Map<String, String> attributes = new LinkedHashMap<>();
        json.get("attributes").members().forEach((name, value) -> attributes.put(name, asString(value)));
        List<String> tags =
                json.get("tags").elements().stream().map(EntryCodec::asString).toList();
        return new CallerInfo(text(json, "id"), attributes, json.string("end_user"), tags);
    }

    private static UpstreamInfo upstream(JsonValue json) {
        return new UpstreamInfo(
                text(json, "target"), text(json, "provider"), text(json, "model"), json.string("request_id"));
    }

    private static Usage usage(JsonValue json) {
        Usage.Builder usage = Usage.builder().serviceTier(json.string("tier"));
        buckets(json.get("buckets")).forEach(usage::set);
        return json.get("estimated").text().text().equals("true")
                ? usage.estimated().build()
                : usage.build();
    }

    private static Cost cost(JsonValue json) {
        if (json.string("unpriced").isPresent()) {
            return new Cost.Unpriced(text(json, "unpriced"), new Money(count(json, "known")));
        }
        Map<Bucket, Money> parts = new EnumMap<>(Bucket.class);
        buckets(json.get("buckets")).forEach((bucket, nanos) -> parts.put(bucket, new Money(nanos)));
        return new Cost.Priced(
                new Money(count(json, "total")), parts, new Money(count(json, "request")), text(json, "version"));
    }

    private static Map<Bucket, Long> buckets(JsonValue json) {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        json.members().forEach((name, value) -> {
            Bucket bucket = BUCKETS.get(name);
            if (bucket != null) {
                counts.put(bucket, Long.parseLong(value.text().text()));
            }
        });
        return counts;
    }

    private static Decision decision(JsonValue json) {
        List<JsonValue> parts = json.elements();
        return new Decision(asString(parts.get(0)), asString(parts.get(1)), asString(parts.get(2)));
    }

    private static String text(JsonValue json, String name) {
        return json.string(name).orElse("");
    }

    private static String asString(JsonValue value) {
        return value.text().asString();
    }

    private static long count(JsonValue json, String name) {
        return json.get(name).isNumber() ? Long.parseLong(json.get(name).text().text()) : 0;
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1_000);
    }

    private static long nanos(Duration duration) {
        return Math.max(0, duration.toNanos());
    }
}
