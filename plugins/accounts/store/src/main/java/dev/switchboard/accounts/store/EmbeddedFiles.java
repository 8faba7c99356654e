package dev.switchboard.accounts.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The files of an embedded store, which one at a time has open, and the one thread that works on them: waits for H2's locks spin,
 * and would starve the threads that virtual threads run on. Every commit is on the disk's way before it returns.
 */
final class EmbeddedFiles implements AutoCloseable {
    /** The cache is small: what the ledger writes is hardly read again, and as long as it is cached each collection copies it. */
    private static final String OPTIONS = ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=2048";

    private static final long PATIENCE_SECONDS = 30;

    static {
        // H2 asks for it when its classes are loaded, which are this bundle's own. A cache of values costs more than
        // making them.
        System.setProperty("h2.objectCache", System.getProperty("h2.objectCache", "false"));
    }

    private final Place.Embedded place;
    private final JdbcDataSource source = new JdbcDataSource();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("accounts-store").factory());
    private @Nullable Connection anchor;

    EmbeddedFiles(Place.Embedded place) {
        this.place = place;
        source.setURL("jdbc:h2:file:" + file(place, "").toAbsolutePath() + OPTIONS);
        source.setUser("accounts");
        source.setPassword("");
    }

    private static Path file(Place.Embedded place, String ending) {
        return place.directory().resolve("accounts" + ending);
    }

    /** Whether there is a store in a place. */
    static boolean exist(Place.Embedded place) {
        return Files.exists(file(place, ".mv.db"));
    }

    /** The thread and the data source, by types that every version of this bundle knows. */
    Map.Entry<ExecutorService, DataSource> lent() {
        return Map.entry(worker, source);
    }

    /** Opens them. @throws StoreException if that is not possible */
    void open() {
        try {
            Files.createDirectories(place.directory());
            // While one connection is open the database is.
            anchor = source.getConnection();
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "The embedded store in " + place.directory() + " cannot be opened: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + " (expected: a directory that can be written to and that no other process uses)",
                    e);
        }
    }

    /** Ends what is under way, also of those to whom they are lent, and closes them. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
            if (anchor != null) {
                anchor.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new StoreException("The embedded store did not close: " + e.getMessage(), e);
        }
    }
}
