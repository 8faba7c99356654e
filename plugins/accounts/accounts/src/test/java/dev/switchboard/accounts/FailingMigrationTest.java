package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.TestingMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that cannot be brought to this version: the gateway does not start, and one line says why. */
class FailingMigrationTest {
    private static final String EMBEDDED = "accounts: {}\n";

    @TempDir
    private Path directory;

    private interface Database {
        Connection connect() throws SQLException;
    }

    private static void execute(Database database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private LiveGateway start(String config) {
        return LiveGateway.start(directory, config, Map.of());
    }

    private static List<String> tables(Database database) throws SQLException {
        try (Connection connection = database.connect();
                var found = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            Stream.Builder<String> names = Stream.builder();
            while (found.next()) {
                names.add(found.getString("TABLE_NAME"));
            }
            return names.build().sorted().toList();
        }
    }

    /** The last step has to be made again, and the index that it drops is gone already. */
    private void assertFails(String config, Database database) throws SQLException {
        start(config).close();
        List<String> before = tables(database);
        execute(database, "DELETE FROM schema_history WHERE version = '5'");
        for (int i = 0; i < 2; i++) {
            RuntimeException failure = assertThrows(RuntimeException.class, () -> start(config));
            String line = String.valueOf(failure.getMessage());
            assertEquals(1, line.lines().count(), line);
            assertTrue(line.contains("The tables of the store cannot be brought to this version: "), line);
            assertTrue(line.contains("5") && line.contains("schema_history"), line);
        }
        assertEquals(before, tables(database), "nothing was half done");
    }

    @Test
    void embedded() throws SQLException, IOException {
        start(EMBEDDED).close();
        Path file;
        try (Stream<Path> files = Files.walk(directory)) {
            file = files.filter(each -> each.endsWith("accounts.mv.db"))
                    .findFirst()
                    .orElseThrow();
        }
        String url = "jdbc:h2:file:" + file.toString().replace(".mv.db", "")
                + ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        Database database = () -> source.getConnection("accounts", "");
        assertFails(EMBEDDED, database);
        execute(
                database,
                "CREATE INDEX ledger_by_exchange ON ledger (exchange_id)",
                "DELETE FROM schema_history WHERE version = '5'");
        start(EMBEDDED).close();
    }

    @Test
    void mariaDb() throws SQLException {
        Place.Server server = TestingMariaDb.database();
        String config =
                "accounts: {database: {url: \"" + server.url() + "\", user: " + server.user() + ", connections: 4}}\n";
        Database database = () -> TestingMariaDb.connect(server);
        assertFails(config, database);
    }

    @Test
    void tablesOfANewerVersionAreLeftAsTheyAre() throws SQLException {
        Place.Server server = TestingMariaDb.database();
        String config = mariaDb(server);
        Database database = () -> TestingMariaDb.connect(server);
        start(config).close();
        execute(
                database,
                "CREATE TABLE later (id INT)",
                "INSERT INTO schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " installed_on, execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x',"
                        + " NOW(), 1, 1)");
        List<String> before = tables(database);
        try (LiveGateway old = start(config)) {
            assertTrue(old.admin("POST", "/key/generate", "{}").has("key"), "a version can be taken back");
        }
        assertEquals(before, tables(database));
    }

    private static String mariaDb(Place.Server server) {
        return "accounts: {database: {url: \"" + server.url() + "\", user: " + server.user() + ", connections: 4}}\n";
    }
}
