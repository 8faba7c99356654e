package dev.switchboard.accounts.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * H2 in files. All work is done by one platform thread, one transaction after the other: waits for its locks spin, and would
 * starve the threads that virtual threads run on. Every commit is on the disk's way before it returns; {@link #flush} makes
 * sure that it arrived.
 */
final class EmbeddedDatabase implements Database {
    private static final long PATIENCE_SECONDS = 30;
    private static final String OPTIONS = ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("accounts-store").factory());
    private final Connection anchor;
    private final JdbcDataSource source;
    private final Sessions sessions;

    private EmbeddedDatabase(Connection anchor, JdbcDataSource source) {
        this.anchor = anchor;
        this.source = source;
        this.sessions = new Sessions(source);
    }

    /** Opens the files of a directory. @throws StoreException if that is not possible */
    static EmbeddedDatabase open(Place.Embedded place) {
        try {
            Files.createDirectories(place.directory());
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:file:"
                    + place.directory().toAbsolutePath().resolve("accounts").toString() + OPTIONS);
            source.setUser("accounts");
            source.setPassword("");
            // While one connection is open the database is.
            Connection anchor = source.getConnection();
            try {
                Migrations.run(source, "");
                return new EmbeddedDatabase(anchor, source);
            } catch (RuntimeException e) {
                anchor.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "The embedded store in " + place.directory() + " cannot be opened: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + " (expected: a directory that can be written to and that no other process uses)",
                    e);
        }
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Function<SqlSession, T> work) {
        return onWorker(() -> sessions.inTransaction(work));
    }

    @Override
    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    @Override
    public void flush() {
        onWorker(() -> {
            try (Statement statement = anchor.createStatement()) {
                return statement.execute("CHECKPOINT SYNC");
            } catch (SQLException e) {
                throw new StoreException("The embedded store cannot be written to the disk: " + e.getMessage(), e);
            }
        });
    }

    private <T extends @Nullable Object> T onWorker(Callable<T> work) {
        try {
            Future<T> future = worker.submit(work);
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StoreException("The embedded store failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StoreException("The embedded store did not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (RejectedExecutionException e) {
            throw new StoreException("The embedded store is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for the embedded store", e);
        }
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
            anchor.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new StoreException("The embedded store did not close: " + e.getMessage(), e);
        }
    }
}
