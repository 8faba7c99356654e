package dev.switchboard.accounts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * H2 in files. All work is done by one platform thread, one transaction after the other; {@link #flush} makes sure that it
 * arrived on the disk.
 *
 * <p>Where another store of this process has the files open, such as that of the version before, its thread does the work, through
 * JDBC, until it is closed; then the files are opened here. Whoever comes at that moment waits for it.
 */
final class EmbeddedDatabase implements Database {
    private static final String LENT = "embedded-store";
    private static final String OPENING = "embedded-store-opening";
    private static final long PATIENCE_SECONDS = 30;
    private static final long PAUSE_MILLIS = 2;

    private final Place.Embedded place;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Access access;
    private boolean closed;

    /**
     * A way to the files.
     *
     * @param own the files, if this store has them open
     */
    private record Access(
            Map.Entry<ExecutorService, DataSource> lent,
            Sessions sessions,
            @Nullable EmbeddedFiles own) {
        ExecutorService worker() {
            return lent.getKey();
        }

        DataSource source() {
            return lent.getValue();
        }
    }

    private EmbeddedDatabase(Place.Embedded place) {
        this.place = place;
        this.access = reach();
    }

    /** Opens the files of a directory, or borrows them. @throws StoreException if that is not possible */
    static EmbeddedDatabase open(Place.Embedded place) {
        return new EmbeddedDatabase(place);
    }

    /** Borrows the files, or opens them if nobody else here has; waits while somebody else opens or closes them. */
    private Access reach() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Map.Entry<ExecutorService, DataSource> lender = lender();
            Access way = lender == null ? openUnlessOthersDo() : borrow(lender);
            if (way != null) {
                return way;
            }
            if (System.nanoTime() - giveUp > 0) {
                throw new StoreException("The embedded store in " + place.directory() + " was not handed over within "
                        + PATIENCE_SECONDS + " s by the instance before");
            }
            pause();
        }
    }

    /** Who has the files, or had them and is closing. */
    @SuppressWarnings("unchecked") // nobody else puts something under this name
    private Map.@Nullable Entry<ExecutorService, DataSource> lender() {
        return (Map.Entry<ExecutorService, DataSource>) place.handover().get(LENT);
    }

    /** A way through somebody else; null if they are closing. */
    private static @Nullable Access borrow(Map.Entry<ExecutorService, DataSource> lender) {
        try {
            wait(lender.getKey().submit(() -> Migrations.run(lender.getValue(), "")));
            return new Access(lender, new Sessions(lender.getValue()), null);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** A way of our own; null if somebody else is opening the files. */
    private @Nullable Access openUnlessOthersDo() {
        if (place.handover().putIfAbsent(OPENING, true) != null) {
            return null;
        }
        try {
            return lender() == null ? open(new EmbeddedFiles(place)) : null;
        } finally {
            place.handover().remove(OPENING);
        }
    }

    private Access open(EmbeddedFiles files) {
        try {
            files.open();
            DataSource source = files.lent().getValue();
            Migrations.run(source, "");
            Access own = new Access(files.lent(), new Sessions(source), files);
            place.handover().put(LENT, files.lent());
            return own;
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private void close(EmbeddedFiles files) {
        try {
            files.close();
        } finally {
            place.handover().remove(LENT, files.lent());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StoreException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreException("Interrupted while waiting for the embedded store", e);
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Function<SqlSession, T> work) {
        return onWorker(way -> way.sessions().inTransaction(work));
    }

    @Override
    public <T extends @Nullable Object> T inBatch(Function<SqlSession, T> work) {
        return onWorker(way -> way.sessions().inBatch(work));
    }

    @Override
    public Connection connect() throws SQLException {
        return access.source().getConnection();
    }

    @Override
    public void flush() {
        onWorker(way -> {
            try (Connection connection = way.source().getConnection();
                    Statement statement = connection.createStatement()) {
                return statement.execute("CHECKPOINT SYNC");
            } catch (SQLException e) {
                throw new StoreException("The embedded store cannot be written to the disk: " + e.getMessage(), e);
            }
        });
    }

    private <T extends @Nullable Object> T onWorker(Function<Access, T> work) {
        while (true) {
            Access way = access;
            try {
                return wait(way.worker().submit(() -> work.apply(way)));
            } catch (RejectedExecutionException e) {
                reachAnew(way, e);
            }
        }
    }

    private static <T extends @Nullable Object> T wait(Future<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StoreException("The embedded store failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StoreException("The embedded store did not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Finds another way after one is closed. */
    private void reachAnew(Access gone, RejectedExecutionException e) {
        changing.lock();
        try {
            if (closed) {
                throw new StoreException("The embedded store is closed", e);
            }
            if (access == gone) {
                access = reach();
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public boolean alone() {
        return access.own() != null;
    }

    @Override
    public void close() {
        EmbeddedFiles own;
        changing.lock();
        try {
            closed = true;
            own = access.own();
        } finally {
            changing.unlock();
        }
        if (own != null) {
            close(own);
        }
    }
}
