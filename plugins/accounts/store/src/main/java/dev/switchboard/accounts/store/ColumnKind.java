package dev.switchboard.accounts.store;

import dev.switchboard.spi.json.JsonText;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What the values of a column are, and how they stand in JSON so that none loses anything: numbers as text, for readers that hold
 * all numbers as floating point; times in UTC to the microsecond.
 */
enum ColumnKind {
    TEXT {
        @Override
        JsonText value(ResultSet row, int column) throws SQLException {
            return JsonText.string(row.getString(column));
        }

        @Override
        void put(PreparedStatement statement, int index, JsonText value) throws SQLException {
            statement.setString(index, value.asString());
        }
    },
    NUMBER {
        @Override
        JsonText value(ResultSet row, int column) throws SQLException {
            return JsonText.string(Long.toString(row.getLong(column)));
        }

        @Override
        void put(PreparedStatement statement, int index, JsonText value) throws SQLException {
            statement.setLong(index, Long.parseLong(value.asString()));
        }
    },
    FLAG {
        @Override
        JsonText value(ResultSet row, int column) throws SQLException {
            return JsonText.bool(row.getBoolean(column));
        }

        @Override
        void put(PreparedStatement statement, int index, JsonText value) throws SQLException {
            if (!value.equals(JsonText.TRUE) && !value.equals(JsonText.FALSE)) {
                throw new IllegalArgumentException("expected: true or false");
            }
            statement.setBoolean(index, value.equals(JsonText.TRUE));
        }
    },
    TIME {
        @Override
        JsonText value(ResultSet row, int column) throws SQLException {
            return JsonText.string(MICROSECONDS.format(row.getObject(column, LocalDateTime.class)));
        }

        @Override
        void put(PreparedStatement statement, int index, JsonText value) throws SQLException {
            statement.setObject(index, LocalDateTime.parse(value.asString(), MICROSECONDS));
        }
    },
    DAY {
        @Override
        JsonText value(ResultSet row, int column) throws SQLException {
            return JsonText.string(row.getObject(column, LocalDate.class).toString());
        }

        @Override
        void put(PreparedStatement statement, int index, JsonText value) throws SQLException {
            statement.setObject(index, LocalDate.parse(value.asString()));
        }
    };

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    /** The kind of a column. @param type one of {@link Types}, which databases name differently for one kind */
    static ColumnKind of(int type) {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> TEXT;
            case Types.INTEGER, Types.BIGINT -> NUMBER;
            case Types.BOOLEAN, Types.BIT, Types.TINYINT -> FLAG;
            case Types.TIMESTAMP -> TIME;
            case Types.DATE -> DAY;
            default -> throw new StoreException("A column of type " + JDBCType.valueOf(type) + " cannot be moved");
        };
    }

    /** A value as JSON, null included. */
    JsonText read(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null ? JsonText.NULL : value(row, column);
    }

    /** Sets a parameter. @throws IllegalArgumentException or another unchecked exception if the JSON is no value of this kind */
    void write(PreparedStatement statement, int index, JsonText value) throws SQLException {
        if (value.isNull()) {
            statement.setNull(index, Types.NULL);
        } else {
            put(statement, index, value);
        }
    }

    /** A value that is not null as JSON. */
    abstract JsonText value(ResultSet row, int column) throws SQLException;

    /** Sets a parameter that is not null. */
    abstract void put(PreparedStatement statement, int index, JsonText value) throws SQLException;
}
