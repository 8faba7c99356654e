package dev.switchboard.accounts.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table as the database itself describes it, so that none and no column is forgotten when there are more.
 *
 * @param columns by name, in their order
 */
record Table(String name, Map<String, ColumnKind> columns) {
    private static final String NAMES = "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()"
            + " AND table_type = 'BASE TABLE' AND table_name <> '" + Migrations.HISTORY + "' ORDER BY table_name";

    /** All tables but that of the migrations, by name. */
    static List<Table> all(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(NAMES)) {
            while (results.next()) {
                names.add(results.getString(1));
            }
        }
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(of(connection, name));
        }
        return tables;
    }

    private static Table of(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT * FROM " + name + " WHERE 1 = 0")) {
            ResultSetMetaData described = results.getMetaData();
            Map<String, ColumnKind> columns = new LinkedHashMap<>();
            for (int i = 1; i <= described.getColumnCount(); i++) {
                columns.put(
                        described.getColumnName(i).toLowerCase(Locale.ROOT), ColumnKind.of(described.getColumnType(i)));
            }
            return new Table(name, columns);
        }
    }

    /** Whether it has no row. */
    boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(select() + " LIMIT 1")) {
            return !results.next();
        }
    }

    /** Asks for all columns of all rows. */
    String select() {
        return "SELECT " + String.join(", ", columns.keySet()) + " FROM " + name;
    }

    /** Adds a row, each column a parameter. */
    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }
}
