package dev.switchboard.accounts.store;

import dev.switchboard.accounts.ledger.CallerInfo;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.spi.exchange.Decision;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds entries to the ledger's table. There is one for each call, so it is done without a mapper, which would find each of the
 * columns by reflection. Fails at no entry because of what it holds.
 */
final class LedgerInsert implements AutoCloseable {
    private static final int MAX_HASH = 64;
    /** Rows wait in memory for being sent, and short-lived objects are the cheap ones. */
    private static final int CHUNK = 64;

    private static final List<String> BUCKETS = List.of(Bucket.values()).stream()
            .map(bucket -> bucket.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final String SQL = """
            INSERT INTO ledger (id, exchange_id, attempt, started_at, duration_us, first_content_us, status, http_status,
                error, caller_id, key_hash, user_id, team_id, organization_id, project_id, end_user, tags, dialect,
                operation, model_group, streamed, target, provider, model, upstream_id, input_tokens, output_tokens,
                buckets, estimated, cost, priced, price_version, decisions)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final PreparedStatement statement;
    private int column;
    private int waiting;

    /** Into the database of a connection, whose transaction it becomes part of. */
    LedgerInsert(Connection connection) throws SQLException {
        statement = connection.prepareStatement(SQL);
    }

    /** Takes one more entry. */
    void add(LedgerEntry entry) throws SQLException {
        column = 0;
        text(entry.id());
        text(entry.exchange());
        number(entry.number());
        statement.setObject(++column, LocalDateTime.ofInstant(entry.startedAt(), ZoneOffset.UTC));
        number(micros(entry.duration()));
        statement.setObject(
                ++column, entry.firstContent().map(LedgerInsert::micros).orElse(null));
        text(entry.status().label());
        number(entry.httpStatus());
        text(entry.error());
        addCaller(entry.caller());
        text(entry.request().dialect());
        text(entry.request().operation());
        text(entry.request().model());
        flag(entry.request().stream());
        text(entry.upstream().target());
        text(entry.upstream().provider());
        text(entry.upstream().model());
        text(entry.upstream().requestId());
        addUsage(entry.usage());
        number(entry.cost().known().nanos());
        flag(entry.cost() instanceof Cost.Priced);
        text(entry.cost() instanceof Cost.Priced priced ? priced.version() : "");
        text(decisions(entry.decisions()));
        statement.addBatch();
        if (++waiting == CHUNK) {
            flush();
        }
    }

    private void addCaller(CallerInfo caller) throws SQLException {
        Map<String, String> attributes = caller.attributes();
        text(caller.id());
        text(hash(attributes.get(Scope.KEY)));
        text(attributes.get(Scope.USER));
        text(attributes.get(Scope.TEAM));
        text(attributes.get(Scope.ORGANIZATION));
        text(attributes.get(Scope.PROJECT));
        text(caller.endUser());
        text(
                caller.tags().isEmpty()
                        ? "[]"
                        : new JsonWriter().strings(caller.tags()).text().text());
    }

    private void addUsage(Usage usage) throws SQLException {
        number(usage.inputTokens());
        number(usage.outputTokens());
        text(buckets(usage));
        flag(usage.estimated());
    }

    /** Sends what was added and not sent yet. */
    void flush() throws SQLException {
        if (waiting > 0) {
            statement.executeBatch();
            waiting = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private void text(@Nullable String value) throws SQLException {
        statement.setString(++column, value);
    }

    private void text(Optional<String> value) throws SQLException {
        text(value.orElse(null));
    }

    private void number(long value) throws SQLException {
        statement.setLong(++column, value);
    }

    private void flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
    }

    private static @Nullable String hash(@Nullable String hash) {
        return hash == null || hash.length() <= MAX_HASH ? hash : hash.substring(0, MAX_HASH);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static String buckets(Usage usage) {
        JsonWriter json = new JsonWriter().object();
        usage.toMap().forEach((bucket, count) -> json.integer(BUCKETS.get(bucket.ordinal()), count));
        return json.endObject().text().text();
    }

    private static String decisions(List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return "[]";
        }
        JsonWriter json = new JsonWriter().array();
        for (Decision decision : decisions) {
            json.object()
                    .string("phase", decision.phase())
                    .string("subject", decision.subject())
                    .string("reason", decision.reason())
                    .endObject();
        }
        return json.endArray().text().text();
    }
}
