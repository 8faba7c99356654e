package dev.switchboard.accounts.store;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Writes a store as lines of JSON: a head with the versions, a line for each row of each table, and an end that says how many, by
 * which a file that was cut off is known.
 */
final class StoreExport {
    /** What the head calls the format. */
    static final String FORMAT = "switchboard-store";
    /** The version of the format. */
    static final long VERSION = 1;

    private static final int FETCHED_AT_ONCE = 500;

    private final Connection connection;
    private final Writer out;
    private long rows;

    StoreExport(Connection connection, Writer out) {
        this.connection = connection;
        this.out = out;
    }

    /** Writes all as it is at one moment. Returns how many rows there are. */
    long run() throws SQLException, IOException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        line(new JsonWriter()
                .object()
                .string("format", FORMAT)
                .integer("version", VERSION)
                .integer("tables", Migrations.version())
                .endObject());
        for (Table table : Table.all(connection)) {
            write(table);
        }
        line(new JsonWriter().object().integer("rows", rows).endObject());
        connection.rollback();
        return rows;
    }

    private void write(Table table) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet results = statement.executeQuery(table.select())) {
                while (results.next()) {
                    write(table, results);
                    rows++;
                }
            }
        }
    }

    private void write(Table table, ResultSet row) throws SQLException, IOException {
        JsonWriter json =
                new JsonWriter().object().string("table", table.name()).object("row");
        int column = 1;
        for (Map.Entry<String, ColumnKind> each : table.columns().entrySet()) {
            JsonText value = each.getValue().read(row, column++);
            json.raw(each.getKey(), value);
        }
        line(json.endObject().endObject());
    }

    private void line(JsonWriter json) throws IOException {
        out.write(json.text().text());
        out.write('\n');
    }
}
