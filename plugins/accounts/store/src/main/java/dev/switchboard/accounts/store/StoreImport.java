package dev.switchboard.accounts.store;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads what {@link StoreExport} wrote into a store without a row, in one transaction. */
final class StoreImport {
    private static final int BATCH = 500;

    private final Connection connection;
    private final BufferedReader in;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private long line;
    private long rows;

    StoreImport(Connection connection, BufferedReader in) {
        this.connection = connection;
        this.in = in;
    }

    /** Reads all and commits; whoever closes the connection undoes what came before an exception. Returns how many rows. */
    long run() throws SQLException, IOException {
        connection.setAutoCommit(false);
        for (Table table : Table.all(connection)) {
            if (!table.isEmpty(connection)) {
                throw new StoreException("The store is not empty: its table " + table.name()
                        + " has rows. Nothing was imported (expected: a store that no gateway has used yet).");
            }
            tables.put(table.name(), table);
        }
        checkHead(next());
        JsonDocument document = next();
        while (document.has("table")) {
            document = table(document);
        }
        if (!document.text("rows").filter(JsonText.number(rows)::equals).isPresent()) {
            throw wrong("expected a row, or an end that counts " + rows + " rows");
        }
        if (in.readLine() != null) {
            line++;
            throw wrong("expected nothing behind the end");
        }
        connection.commit();
        return rows;
    }

    private void checkHead(JsonDocument head) {
        if (!head.string("format").filter(StoreExport.FORMAT::equals).isPresent()) {
            throw wrong("expected the head of an export, {\"format\":\"" + StoreExport.FORMAT + "\",...}");
        }
        check(head, "version", StoreExport.VERSION, "the format");
        check(head, "tables", Migrations.version(), "the tables");
    }

    private void check(JsonDocument head, String member, long own, String what) {
        String found = head.text(member).map(JsonText::text).orElse("none");
        if (!found.equals(Long.toString(own))) {
            throw wrong("version " + found + " of " + what + " (expected: " + own
                    + "; export and import with the same version of the gateway)");
        }
    }

    /** Adds the rows of a table. Returns the first line that is none of them. */
    private JsonDocument table(JsonDocument first) throws SQLException, IOException {
        JsonText name = first.text("table").orElse(JsonText.NULL);
        Table table = first.string("table").map(tables::get).orElseThrow(() -> wrong("there is no table " + name));
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            JsonDocument document = first;
            int waiting = 0;
            while (document.text("table").filter(name::equals).isPresent()) {
                put(insert, table, document);
                insert.addBatch();
                rows++;
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
                document = next();
            }
            if (waiting > 0) {
                insert.executeBatch();
            }
            return document;
        }
    }

    private void put(PreparedStatement insert, Table table, JsonDocument document) throws SQLException {
        JsonDocument row = document.object("row").orElseThrow(() -> wrong("expected a member row"));
        if (!new HashSet<>(row.names()).equals(table.columns().keySet())) {
            throw wrong(
                    "columns " + row.names() + " (expected: " + table.columns().keySet() + ")");
        }
        int index = 1;
        for (Map.Entry<String, ColumnKind> column : table.columns().entrySet()) {
            try {
                column.getValue()
                        .write(insert, index++, row.text(column.getKey()).orElse(JsonText.NULL));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw wrong(column.getKey() + " of " + table.name() + " cannot be read as "
                        + column.getValue().name().toLowerCase(Locale.ROOT) + ": " + e.getMessage());
            }
        }
    }

    private JsonDocument next() throws IOException {
        line++;
        String text = in.readLine();
        if (text == null) {
            throw wrong("the file ends too early (expected: a last line that counts the rows)");
        }
        try {
            return JsonDocument.parse(Bytes.utf8(text));
        } catch (JsonSyntaxException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private StoreException wrong(String what) {
        return new StoreException("Line " + line + ": " + what + ". Nothing was imported.");
    }
}
